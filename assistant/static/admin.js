// The maintainer's page works without this file; with it files can be dropped, and words light up where they were read.
"use strict";

const showReading = (busy, event) => {
  const list = document.getElementById("reading");
  const bar = document.getElementById("progress");
  if (event.event === "files") {
    list.hidden = bar.hidden = false;
    for (const name of event.names) {
      const item = list.appendChild(document.createElement("li"));
      item.className = "outcome waiting";
      item.appendChild(document.createElement("strong")).textContent = name;
      item.appendChild(document.createElement("span")).textContent = busy.dataset.waiting;
    }
    bar.max = event.names.length || 1;
  } else if (event.event === "read") {
    const item = list.querySelector(".waiting");
    item.classList.remove("waiting");
    item.classList.toggle("outcome-failed", Boolean(event.failed));
    item.lastChild.textContent = event.words;
    bar.value += 1;
  } else if (event.event === "progress") {
    busy.textContent = busy.dataset.indexing.replace(/\{(document|done|total)\}/g, (_, name) => event[name]);
    bar.max = event.total || 1;
    bar.value = event.done;
  } else if (event.event === "error") {
    busy.textContent = event.words;
  } else if (event.event === "page") {
    const page = new DOMParser().parseFromString(event.html, "text/html");
    document.querySelector("main").replaceWith(document.adoptNode(page.querySelector("main")));
    begin();
  }
};

const upload = async (form, busy) => {
  const answer = await fetch(form.action, {
    method: "POST", body: new FormData(form), headers: { Accept: "application/x-ndjson" },
  });
  if (!answer.ok || !(answer.headers.get("content-type") || "").startsWith("application/x-ndjson")) {
    form.submit();  // signed out, or refused: the page that says so
    return;
  }
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const lines = (rest + part.value).split("\n");
    rest = lines.pop();
    for (const line of lines) showReading(busy, JSON.parse(line));
  }
};

const begin = () => {
  const form = document.getElementById("drop");
  if (!form) return;
  const files = document.getElementById("files");
  const busy = document.getElementById("busy");
  for (const name of ["dragenter", "dragover"]) {
    form.addEventListener(name, (event) => { event.preventDefault(); form.classList.add("over"); });
  }
  for (const name of ["dragleave", "drop"]) {
    form.addEventListener(name, (event) => { event.preventDefault(); form.classList.remove("over"); });
  }
  form.addEventListener("drop", (event) => {
    if (event.dataTransfer.files.length) {
      files.files = event.dataTransfer.files;
      form.requestSubmit();
    }
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const button = form.querySelector("button");
    button.disabled = true;
    busy.textContent = busy.dataset.busy;
    upload(form, busy).catch((error) => {
      button.disabled = false;
      busy.textContent = String(error);
    });
  });
  const outcomes = document.getElementById("outcomes");
  if (outcomes) outcomes.focus();
};
begin();

const source = document.querySelector(".source");
if (source) {
  const pieces = [...source.querySelectorAll("[data-start]")];
  const inside = (piece, mark) =>
    Number(piece.dataset.start) >= Number(mark.dataset.from) && Number(piece.dataset.end) <= Number(mark.dataset.to);
  const light = (mark) => {
    const lit = pieces.filter((piece) => piece.classList.toggle("lit", mark !== null && inside(piece, mark)));
    const scrolls = source.scrollHeight > source.clientHeight;
    if (lit.length && scrolls) {
      const place = lit[0].getBoundingClientRect().top - source.getBoundingClientRect().top;
      if (place < 40 || place > source.clientHeight - 80) source.scrollTop += place - source.clientHeight / 3;
    }
  };
  const markOf = (event) => event.target.closest("[data-from]");
  for (const name of ["mouseover", "focusin"]) {
    document.addEventListener(name, (event) => { if (markOf(event)) light(markOf(event)); });
  }
  for (const name of ["mouseout", "focusout"]) {
    document.addEventListener(name, (event) => { if (markOf(event)) light(null); });
  }
  document.addEventListener("click", (event) => {
    const mark = markOf(event);
    if (mark && source.scrollHeight > source.clientHeight) {  // side by side: no need to go anywhere
      event.preventDefault();
      light(mark);
    }
  });
}
