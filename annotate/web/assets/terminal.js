// Opens the terminal once its font is there (cells are measured by it), gives it the keys, and says
// so when it is closed.
"use strict";

const closed = document.getElementById("closed");

function again() {
  location.replace("/");
}

function focusTerminal() {
  document.querySelector(".xterm-helper-textarea")?.focus();
}

function openTerminal() {
  const element = document.getElementById("terminal");
  element.dataset.sessionWebsocketUrl = location.origin.replace(/^http/, "ws") + "/ws";
  const script = document.createElement("script");
  script.src = "/terminal/js/textual.js";
  script.onload = () => window.onload();
  document.head.append(script);
}

// the terminal tells by classes of the body how it stands
function look() {
  const stands = document.body.classList;
  if (stands.contains("-closed")) sayClosed();
  else if (stands.contains("-loaded")) focusTerminal();
}

function sayClosed() {
  closed.hidden = false;
  document.getElementById("again").focus();
}

// an address in an article is text, and opens nothing
window.open = () => null;
document.getElementById("again").onclick = again;
addEventListener("focus", () => closed.hidden && focusTerminal());
new MutationObserver(look).observe(document.body, { attributes: true });
const fonts = ["16px", "bold 16px", "italic 16px"].map((font) => document.fonts.load(font + " 'Roboto Mono'"));
Promise.allSettled(fonts).then(() => {
  if (document.readyState === "complete") openTerminal();
  else addEventListener("load", openTerminal);
});
