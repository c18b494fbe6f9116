import assert from "node:assert/strict";
import { test } from "node:test";

import { layoutOf } from "../../../static/proctor/layout.js";

const lab = { columns: ["seat", "seat", "seat", "aisle", "seat", "seat", "seat"], lines: Array(4).fill("seat"), placed: [], unplaced: [] };
const four = Array(4).fill("seat");
const large = { ...lab, columns: [...four, "aisle", ...four, "aisle", ...four], lines: [...Array(5).fill("seat"), "aisle", ...Array(5).fill("seat")] };
const calm = { is_opened: false, view: "map" };

test("a lab of 24 on a school computer has roomy tiles and the queue beside them", () => {
  assert.deepEqual(layoutOf({ width: 1366, height: 768 }, lab, calm), { side: "rail", density: "roomy", words: "long", is_drawer_modal: false });
});

test("a hall of 120 is dense, with the queue across the top where the map needs the width", () => {
  const small = layoutOf({ width: 1366, height: 768 }, large, calm);
  assert.deepEqual([small.side, small.density, small.words], ["strip", "dense", "short"]);
  const wide = layoutOf({ width: 1920, height: 1080 }, large, calm);
  assert.deepEqual([wide.side, wide.density], ["rail", "dense"]);
});

test("opening a person beside the map leaves a lab as it is", () => {
  const opened = layoutOf({ width: 1366, height: 768 }, lab, { ...calm, is_opened: true });
  assert.deepEqual(opened, layoutOf({ width: 1366, height: 768 }, lab, calm));
});

test("on a tablet and a phone a person opens over the board", () => {
  for (const width of [390, 820]) assert.equal(layoutOf({ width, height: 844 }, lab, calm).is_drawer_modal, true);
});

test("larger text counts like a smaller window", () => {
  assert.deepEqual(layoutOf({ width: 2000, height: 1500 }, lab, { ...calm, scale: 1.5 }), layoutOf({ width: 2000 / 1.5, height: 1000 }, lab, calm));
});

test("the table always has the queue beside it on a wide screen", () => {
  assert.equal(layoutOf({ width: 1366, height: 768 }, large, { ...calm, view: "table" }).side, "rail");
});
