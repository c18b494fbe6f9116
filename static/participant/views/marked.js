/* Text of a bank with something of ours at its marks: `<span data-mark="0"></span>` is where the first of them stands. */

import { noChange, nothing, render } from "../../vendor/lit-html/lit-html.js";
import { Directive, directive } from "../../vendor/lit-html/directive.js";

class Marked extends Directive {
  /** @type {string | null} */
  #html = null;
  /** @type {HTMLElement[]} */
  #places = [];

  /** @param {string} _html @param {(mark: number) => unknown} _content @returns {unknown} */
  render(_html, _content) {
    return nothing;
  }

  /**
   * @param {unknown} _part
   * @param {[string, (mark: number) => unknown]} given
   * @override
   */
  update(_part, [html, content]) {
    const is_same = html === this.#html;
    const fragment = is_same ? null : this.#parse(html);
    for (const place of this.#places) {
      render(content(Number(place.dataset["mark"])), place);
      place.toggleAttribute("data-block", place.querySelector(":scope > .part") !== null);
    }
    return fragment ?? noChange;
  }

  /** @param {string} html */
  #parse(html) {
    const template = document.createElement("template");
    template.innerHTML = html;
    const fragment = document.importNode(template.content, true);
    this.#html = html;
    this.#places = [...fragment.querySelectorAll("span")].filter((span) => span.dataset["mark"] !== undefined);
    return fragment;
  }
}

/** The HTML, sanitised by the server, with `content(mark)` drawn at each of its marks. */
export const marked = directive(Marked);

/** The marks that a text holds. @param {string} html @returns {number[]} */
export const marksIn = (html) => [...html.matchAll(/data-mark="(\d+)"/g)].map(([, mark]) => Number(mark));
