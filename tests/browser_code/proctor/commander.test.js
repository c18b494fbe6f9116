import assert from "node:assert/strict";
import { test } from "node:test";

import { createCommander } from "../../../static/proctor/commander.js";

/** A server of which the test says what each attempt brings: an answer, or "silence". */
function serverAnswering(...answers) {
  const received = [];
  const waited = [];
  let ids = 0;
  const commander = createCommander({
    emit: async (name, payload) => {
      received.push({ name, ...payload });
      const answer = answers.shift() ?? "silence";
      if (answer === "silence") throw new Error("no answer in time");
      return answer;
    },
    newId: () => `command-id-number-${(ids += 1)}`,
    wait: async (ms) => void waited.push(ms),
  });
  return { commander, received, waited };
}

const ok = { ok: true };
const not = (kind) => ({ ok: false, error: { kind, code: "x", message: "Tidak bisa." } });

test("a command is sent once when the server answers", async () => {
  const { commander, received } = serverAnswering(ok);
  assert.deepEqual(await commander.send("pause_sitting", { sitting_id: "s1" }), { kind: "done", ack: ok });
  assert.deepEqual(received, [{ name: "pause_sitting", sitting_id: "s1", command_id: "command-id-number-1" }]);
});

test("without an answer it is sent again with the same id, ever more slowly", async () => {
  const { commander, received, waited } = serverAnswering("silence", not("failed"), "silence", ok);
  assert.equal((await commander.send("give_time", {})).kind, "done");
  assert.deepEqual([...new Set(received.map((each) => each.command_id))], ["command-id-number-1"]);
  assert.deepEqual(waited, [1000, 2000, 4000]);
});

test("two clicks are two commands", async () => {
  const { commander, received } = serverAnswering(ok, ok);
  await commander.send("give_time", {});
  await commander.send("give_time", {});
  assert.notEqual(received[0].command_id, received[1].command_id);
});

test("what a rule refused or what was malformed is not sent again", async () => {
  for (const kind of ["refused", "malformed"]) {
    const { commander, received } = serverAnswering(not(kind));
    assert.deepEqual(await commander.send("stop_sitting", {}), { kind: "refused", error: not(kind).error });
    assert.equal(received.length, 1);
  }
});

test("a server that never answers is reported after six attempts, and sending again can keep the id", async () => {
  const { commander, received } = serverAnswering();
  assert.deepEqual(await commander.send("pause_hall", {}, { command_id: "chosen-by-the-page" }), { kind: "unanswered" });
  assert.equal(received.length, 6);
  await commander.send("pause_hall", {}, { command_id: "chosen-by-the-page" });
  assert.deepEqual([...new Set(received.map((each) => each.command_id))], ["chosen-by-the-page"]);
});

test("a new connection sends what waits at once", async () => {
  let attempts = 0;
  const commander = createCommander({
    emit: async () => {
      attempts += 1;
      if (attempts === 1) throw new Error("not connected");
      return ok;
    },
    newId: () => "id-of-sixteen-letters",
    wait: () => new Promise(() => undefined),
  });
  const sent = commander.send("resume_hall", {}, { onProgress: ({ is_waiting }) => is_waiting && setImmediate(commander.connected) });
  assert.equal((await sent).kind, "done");
  assert.equal(attempts, 2);
});

test("the page is told of every attempt and of the waiting between", async () => {
  const { commander } = serverAnswering("silence", ok);
  const told = [];
  await commander.send("pause_sitting", {}, { onProgress: (progress) => told.push(progress) });
  assert.deepEqual(told, [
    { attempt: 1, is_waiting: false },
    { attempt: 1, is_waiting: true },
    { attempt: 2, is_waiting: false },
  ]);
});
