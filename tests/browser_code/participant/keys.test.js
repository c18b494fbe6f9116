import assert from "node:assert/strict";
import { test } from "node:test";

import { keyAction, optionLetter, reachOf } from "../../../static/participant/keys.js";

const six = { n_options: 6, is_single: true };
const item = /** @type {const} */ ({ ground: "page", reach: six, has_grid: false, letters_on: true, is_dialog_open: false });
const press = (key, where = {}, held = {}) => keyAction({ key, ...held }, { ...item, ...where });

test("numbers and letters choose the option at their place", () => {
  assert.deepEqual(press("1"), { kind: "choose", index: 0 });
  assert.deepEqual(press("6"), { kind: "choose", index: 5 });
  assert.deepEqual(press("a"), { kind: "choose", index: 0 });
  assert.deepEqual(press("F"), { kind: "choose", index: 5 });
});

test("a number or letter without an option does nothing", () => {
  assert.equal(press("7"), null);
  assert.equal(press("H"), null);
  assert.equal(press("0"), null);
});

test("G opens the grid where there is one, and is the seventh option where there is none", () => {
  assert.deepEqual(press("g", { has_grid: true, reach: { ...six, n_options: 8 } }), { kind: "grid" });
  assert.deepEqual(press("g", { reach: { ...six, n_options: 8 } }), { kind: "choose", index: 6 });
  assert.equal(press("g"), null);
});

test("Enter or J is next, K is back, R is doubtful, T speaks the time", () => {
  assert.deepEqual(press("Enter"), { kind: "next" });
  assert.deepEqual(press("j"), { kind: "next" });
  assert.deepEqual(press("k"), { kind: "back" });
  assert.deepEqual(press("r"), { kind: "flag" });
  assert.deepEqual(press("t"), { kind: "speak" });
});

test("Enter on a button is the button's own", () => {
  assert.equal(press("Enter", { ground: "control" }), null);
  assert.deepEqual(press("Enter", { ground: "option" }), { kind: "next" });
});

test("plus and minus change the text size, with or without shift", () => {
  for (const key of ["+", "="]) assert.deepEqual(press(key), { kind: "larger" });
  for (const key of ["-", "_"]) assert.deepEqual(press(key), { kind: "smaller" });
});

test("a question mark lists the keys", () => {
  assert.deepEqual(press("?"), { kind: "keys" });
});

test("nothing but Escape works inside a text field or a dialog", () => {
  for (const key of ["1", "a", "Enter", "j", "t", "+", "?", "ArrowDown"]) {
    assert.equal(press(key, { ground: "text" }), null);
    assert.equal(press(key, { is_dialog_open: true }), null);
  }
  assert.deepEqual(press("Escape", { ground: "text" }), { kind: "close" });
  assert.deepEqual(press("Escape", { is_dialog_open: true }), { kind: "close" });
});

test("arrows move the choice, unless the browser's own radio group does", () => {
  assert.deepEqual(press("ArrowDown"), { kind: "move", by: 1 });
  assert.deepEqual(press("ArrowLeft"), { kind: "move", by: -1 });
  assert.equal(press("ArrowDown", { ground: "option" }), null);
  assert.equal(press("ArrowDown", { ground: "control" }), null);
});

test("a person can switch one-letter keys off and keeps Enter and the arrows", () => {
  for (const key of ["1", "a", "j", "t", "+", "?"]) assert.equal(press(key, { letters_on: false }), null);
  assert.deepEqual(press("Enter", { letters_on: false }), { kind: "next" });
  assert.deepEqual(press("ArrowDown", { letters_on: false }), { kind: "move", by: 1 });
});

test("the browser's own combinations are left alone", () => {
  assert.equal(press("r", {}, { ctrlKey: true }), null);
  assert.equal(press("ArrowLeft", {}, { altKey: true }), null);
  assert.equal(press("1", {}, { metaKey: true }), null);
});

test("where no item is shown only the time, the size and the list of keys answer", () => {
  for (const key of ["1", "a", "Enter", "j", "k", "r", "g", "ArrowDown"]) assert.equal(press(key, { reach: null }), null);
  assert.deepEqual(press("t", { reach: null }), { kind: "speak" });
});

test("letters choose where options are chosen, and only one choice is moved by arrows", () => {
  const options = [1, 2, 3];
  assert.deepEqual(reachOf({ interaction: { type: "choose" }, options }), { n_options: 3, is_single: true });
  assert.deepEqual(reachOf({ interaction: { type: "choose_several", least: 1, most: 2 }, options }), { n_options: 3, is_single: false });
  assert.deepEqual(reachOf({ interaction: { type: "order" }, options }), { n_options: 0, is_single: false });
  assert.equal(reachOf(null), null);
  const order = { reach: { n_options: 0, is_single: false } };
  for (const key of ["1", "a", "ArrowDown"]) assert.equal(press(key, order), null);
  assert.deepEqual(press("Enter", order), { kind: "next" });
  assert.deepEqual(press("r", order), { kind: "flag" });
  assert.equal(press("ArrowDown", { reach: { ...six, is_single: false } }), null);
});

test("an option's letter is its place, and its number where letters end", () => {
  assert.equal([0, 1, 7, 25, 26].map(optionLetter).join(" "), "A B H Z 27");
});
