import assert from "node:assert/strict";
import { test } from "node:test";

import { announcementDue, countdownFrom, mayHideTimer, secondsLeft, urgency } from "../../../static/shared/countdown.js";

const running = countdownFrom({ remaining_seconds: 600, is_running: true, limit_seconds: 1500 }, 10_000);

test("time runs from the moment the server's word came", () => {
  assert.equal(secondsLeft(running, 10_000), 600);
  assert.equal(secondsLeft(running, 70_000), 540);
});

test("time never falls below zero and never grows", () => {
  assert.equal(secondsLeft(running, 10_000 + 700_000), 0);
  assert.equal(secondsLeft(running, 5_000), 600);
});

test("a paused time stands still", () => {
  const paused = countdownFrom({ remaining_seconds: 600, is_running: false, limit_seconds: 1500 }, 10_000);
  assert.equal(secondsLeft(paused, 900_000), 600);
});

test("it warns at 20 percent and again at 5 percent of the limit", () => {
  assert.equal(urgency(301, 1500), "usual");
  assert.equal(urgency(300, 1500), "warn");
  assert.equal(urgency(76, 1500), "warn");
  assert.equal(urgency(75, 1500), "last");
  assert.equal(urgency(0, 1500), "last");
});

test("the timer cannot be hidden in the last five minutes", () => {
  assert.equal(mayHideTimer(301), true);
  assert.equal(mayHideTimer(300), false);
});

test("a screen reader hears 30, 15, 5, 1 minutes and 30 seconds, each once", () => {
  const heard = [];
  for (let left = 1900; left > 0; left -= 1) {
    const due = announcementDue(left, left - 1);
    if (due !== null) heard.push(due);
  }
  assert.deepEqual(heard, [1800, 900, 300, 60, 30]);
});

test("after a long sleep only the announcement that is still true is made", () => {
  assert.equal(announcementDue(1000, 45), 60);
  assert.equal(announcementDue(1000, 950), null);
});

test("time given back makes an announcement possible again and none by itself", () => {
  assert.equal(announcementDue(50, 350), null);
  assert.equal(announcementDue(350, 299), 300);
});
