import assert from "node:assert/strict";
import { test } from "node:test";

import { linear } from "../../../static/participant/views/plain_text.js";

/** A formula without a document: its name, then its parts or its text. */
const m = (localName, ...parts) =>
  typeof parts[0] === "string" ? { localName, children: [], textContent: parts[0] } : { localName, children: parts, textContent: "" };
const x = m("mi", "x");
const two = m("mn", "2");
const sum = m("mrow", m("mi", "a"), m("mo", "+"), m("mi", "b"));

test("a formula is told in one line", () => {
  assert.equal(linear(m("math", m("msup", x, two), m("mo", "="), m("mn", "9"))), "x²=9");
  assert.equal(linear(m("mfrac", m("mn", "1"), two)), "1/2");
  assert.equal(linear(m("mfrac", sum, two)), "(a+b)/2");
  assert.equal(linear(m("msqrt", m("mi", "a"), m("mo", "+"), m("mi", "b"))), "√(a+b)");
  assert.equal(linear(m("mroot", x, m("mn", "3"))), "³√x");
  assert.equal(linear(m("msup", x, sum)), "x^(a+b)");
  assert.equal(linear(m("msubsup", x, m("mi", "i"), two)), "x_i²");
  assert.equal(linear(m("msup", m("mn", "10"), m("mrow", m("mo", "−"), m("mn", "3")))), "10⁻³");
});

test("the source of a formula is not told", () => {
  assert.equal(linear(m("semantics", m("mrow", x), m("annotation", "\\frac{x}{2}"))), "x");
});
