/* A text that scrolls by itself and stands again where it was left, for as long as the page lives. */

import { noChange } from "../../vendor/lit-html/lit-html.js";
import { Directive, directive } from "../../vendor/lit-html/directive.js";

/** How far each text was scrolled. @type {Map<string, number>} */
const tops = new Map();

class KeptScroll extends Directive {
  #key = "";

  /** @param {string} _key @returns {unknown} */
  render(_key) {
    return noChange;
  }

  /**
   * @param {import("../../vendor/lit-html/directive.js").Part} part
   * @param {[string]} given
   * @override
   */
  update(part, [key]) {
    const { element } = /** @type {import("../../vendor/lit-html/directive.js").ElementPart} */ (part);
    if (this.#key === "") element.addEventListener("scroll", () => tops.set(this.#key, element.scrollTop), { passive: true });
    if (this.#key !== key) requestAnimationFrame(() => (element.scrollTop = tops.get(key) ?? 0));
    this.#key = key;
    return noChange;
  }
}

/** On an element: keeps how far it is scrolled under a key. */
export const keptScroll = directive(KeptScroll);
