/* Two small directives of the board: positions set through the CSS object model (the page's policy forbids style
   attributes), and a template that is left alone while its facts are the same. */

import { noChange } from "../vendor/lit-html/lit-html.js";
import { Directive, PartType, directive } from "../vendor/lit-html/directive.js";

class Placed extends Directive {
  /** @type {Record<string, string>} */
  #held = {};

  /** @param {import("../vendor/lit-html/directive.js").PartInfo} part */
  constructor(part) {
    super(part);
    if (part.type !== PartType.ELEMENT) throw new Error("`placed` belongs in the tag of an element.");
  }

  /** @param {Record<string, string>} _properties */
  render(_properties) {
    return noChange;
  }

  /**
   * @override
   * @param {any} part
   * @param {[Record<string, string>]} given
   */
  update(part, [properties]) {
    for (const [name, value] of Object.entries(properties)) {
      if (this.#held[name] !== value) part.element.style.setProperty(name, value);
    }
    this.#held = properties;
    return noChange;
  }
}

/** Sets CSS properties of an element: html`<div ${placed({"grid-row": "2"})}>`. */
export const placed = directive(Placed);

class Unchanged extends Directive {
  /** @type {Record<string, unknown> | null} */
  #facts = null;

  /**
   * @param {Record<string, unknown>} _facts
   * @param {() => unknown} template
   */
  render(_facts, template) {
    return template();
  }

  /**
   * @override
   * @param {any} _part
   * @param {[Record<string, unknown>, () => unknown]} given
   */
  update(_part, [facts, template]) {
    if (this.#facts && isSame(this.#facts, facts)) return noChange;
    this.#facts = facts;
    return this.render(facts, template);
  }
}

/** Draws `template` again only when a field of `facts` differs: html`${whenChanged(facts, () => html`…`)}`. */
export const whenChanged = directive(Unchanged);

/** @param {Record<string, unknown>} a @param {Record<string, unknown>} b */
function isSame(a, b) {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => Object.is(a[name], b[name]));
}
