/* A file may be dropped anywhere on the page; sending it shows how far it is. Without this script the form works as
   forms do. */

const form = /** @type {HTMLFormElement | null} */ (document.getElementById("import-form"));
const field = /** @type {HTMLInputElement | null} */ (document.getElementById("bank"));
const sending = document.getElementById("import-sending");

if (form && field && sending) watch(form, field, sending);

/**
 * @param {HTMLFormElement} form
 * @param {HTMLInputElement} field
 * @param {HTMLElement} sending
 */
function watch(form, field, sending) {
  // Whoever drags passes over many elements, and each of them tells of entering and leaving.
  let depth = 0;
  document.addEventListener("dragenter", (event) => {
    if (!holdsFile(event)) return;
    depth += 1;
    document.body.classList.add("is-dropping");
  });
  document.addEventListener("dragleave", () => {
    depth = Math.max(0, depth - 1);
    if (depth === 0) document.body.classList.remove("is-dropping");
  });
  document.addEventListener("dragover", (event) => {
    if (holdsFile(event)) event.preventDefault();
  });
  document.addEventListener("drop", (event) => {
    depth = 0;
    document.body.classList.remove("is-dropping");
    const files = event.dataTransfer?.files;
    if (!files || files.length === 0) return;
    event.preventDefault();
    field.files = files;
    field.focus();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(form, sending);
  });
}

/** @param {DragEvent} event */
function holdsFile(event) {
  return event.dataTransfer?.types.includes("Files") ?? false;
}

/**
 * @param {HTMLFormElement} form
 * @param {HTMLElement} sending
 */
function send(form, sending) {
  const words = sending.querySelector("p");
  const bar = sending.querySelector("progress");
  const button = form.querySelector("button");
  const request = new XMLHttpRequest();
  /** @param {number} share */
  const tell = (share) => {
    if (bar) bar.value = share;
    if (words) words.textContent = (sending.dataset.words ?? "").replace("{share}", String(Math.round(share * 100)));
  };
  request.upload.addEventListener("progress", (event) => {
    if (event.lengthComputable) tell(event.loaded / event.total);
  });
  request.addEventListener("load", () => {
    if (request.status === 200) {
      location.assign(request.responseURL);
      return;
    }
    // What the server says about a file that it does not take is a page of its own; the form shows it as forms do.
    form.submit();
  });
  request.addEventListener("error", () => form.submit());
  sending.hidden = false;
  if (button) button.disabled = true;
  tell(0);
  request.open("POST", form.action);
  request.send(new FormData(form));
}
