import assert from "node:assert/strict";
import { test } from "node:test";

import { bareNumber, grouped, looksLikeNip } from "../../../static/participant/nip.js";

test("a NIP is shown in its groups while it is typed", () => {
  assert.equal(grouped("198504122"), "19850412 2");
  assert.equal(grouped("198504122010011003"), "19850412 201001 1 003");
  assert.equal(grouped("19850412 201001 1 003"), "19850412 201001 1 003");
});

test("a participant number stays as typed", () => {
  assert.equal(grouped("2601-0013"), "2601-0013");
  assert.equal(grouped("00013"), "00013");
  assert.equal(looksLikeNip("P-0013"), false);
});

test("more than 18 digits are not a NIP", () => {
  assert.equal(looksLikeNip("1985041220100110031"), false);
});

test("what is sent has no gaps and capital letters", () => {
  assert.equal(bareNumber(" 19850412 201001 1 003 "), "198504122010011003");
  assert.equal(bareNumber("p-0013"), "P-0013");
});
