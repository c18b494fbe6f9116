/* Watches one trial of a plan, and loads the page anew when it has ended. */

const EVERY_MS = 1500;
const panel = /** @type {HTMLElement} */ (document.getElementById("trial"));
const bar = /** @type {HTMLProgressElement} */ (panel.querySelector("progress"));

async function look() {
  try {
    const answer = await fetch(panel.dataset["address"] ?? "", { headers: { Accept: "application/json" } });
    const told = await answer.json();
    if (told.has_ended) {
      location.reload();
      return;
    }
    bar.value = told.done;
  } catch {
    // The server is not to be reached just now; the next look will tell.
  }
  setTimeout(() => void look(), EVERY_MS);
}

setTimeout(() => void look(), EVERY_MS);

export {};
