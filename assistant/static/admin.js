// The maintainer's page works without this file; with it files can be dropped, and words light up where they were read.
"use strict";

const form = document.getElementById("drop");
if (form) {
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
  form.addEventListener("submit", () => { busy.textContent = busy.dataset.busy; });
  const outcomes = document.getElementById("outcomes");
  if (outcomes) outcomes.focus();
}

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
