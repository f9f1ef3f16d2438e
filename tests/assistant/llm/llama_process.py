"""llama.cpp's own server over a model file, until its standard input closes: python llama_process.py FILE PORT."""

from __future__ import annotations

import sys

import xllamacpp

params = xllamacpp.CommonParams()
params.model.path = sys.argv[1]
params.n_ctx = 4096
params.n_parallel = 2
params.hostnames = ["127.0.0.1"]
params.port = int(sys.argv[2])
params.endpoint_slots = True
params.offline = True
params.verbosity = 0
params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1
server = xllamacpp.Server(params)
print(server.listening_address, flush=True)
sys.stdin.read()
