/* Watches one analysis: shows how far it is, and loads the page anew when it has ended. */

const EVERY_MS = 1500;

const panel = document.getElementById("progress");
const words = document.getElementById("progress-words");
const bar = panel?.querySelector("progress");

async function look() {
  const address = panel?.dataset.address;
  if (!address || !words || !bar) return;
  try {
    const answer = await fetch(address, { headers: { Accept: "application/json" } });
    const told = await answer.json();
    if (told.state !== "running") {
      location.reload();
      return;
    }
    if (words.textContent !== told.words) words.textContent = told.words;
    bar.value = told.share;
  } catch {
    // The server is not to be reached just now; the next look will tell.
  }
  setTimeout(look, EVERY_MS);
}

setTimeout(look, EVERY_MS);
