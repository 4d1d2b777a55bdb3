// Turns the token behind the link's # into a cookie. What stands there is sent to no server and kept
// in no log, and a programme that only looks at the link does not spend it.
"use strict";

async function enter(token) {
  history.replaceState(null, "", "/");
  const answer = await fetch("/enter", { method: "POST", body: token });
  if (answer.ok) {
    location.replace("/");
  } else {
    document.getElementById("said").textContent =
      "This link does not open any more: it was used, or the server has started anew. Ask for a new one.";
  }
}

const token = location.hash.slice(1);
if (token) enter(token);
addEventListener("hashchange", () => location.reload());
