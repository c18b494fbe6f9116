import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate as turn } from "node:timers/promises";

import { Link, newCommandId, ownerOf } from "../../../static/shared/link.js";
import { memoryStore } from "../../../static/shared/outbox_store.js";

/** A wire whose server is the test: requests wait until the test answers them. */
class ScriptedTransport {
  requests = [];
  restarts = 0;
  is_open = false;
  #listener;

  listen(listener) {
    this.#listener = listener;
  }
  open() {}
  close() {
    this.is_open = false;
  }
  restart() {
    this.restarts += 1;
  }
  request(event, payload) {
    return new Promise((resolve, reject) => this.requests.push({ event, payload, resolve, reject }));
  }

  connect() {
    this.is_open = true;
    this.#listener.opened();
  }
  disconnect() {
    this.is_open = false;
    for (const { reject } of this.requests.splice(0)) reject(new Error("The connection fell."));
    this.#listener.closed(null);
  }
  push(name, data) {
    this.#listener.message(name, data);
  }
  /** The oldest request that is not a beat, taken off the list. */
  take() {
    const index = this.requests.findIndex(({ event }) => event !== "beat");
    return index < 0 ? undefined : this.requests.splice(index, 1)[0];
  }
  takeBeat() {
    const index = this.requests.findIndex(({ event }) => event === "beat");
    return index < 0 ? undefined : this.requests.splice(index, 1)[0];
  }
}

/** A clock that the test turns. */
class TurnedClock {
  #now = 1_000;
  #wall = 1_800_000_000_000;
  #alarms = [];

  now = () => this.#now;
  wall = () => this.#wall;
  after = (ms, act) => {
    const alarm = { at: this.#now + ms, act };
    this.#alarms.push(alarm);
    return () => void (this.#alarms = this.#alarms.filter((held) => held !== alarm));
  };
  async forward(ms) {
    this.#now += ms;
    this.#wall += ms;
    const due = this.#alarms.filter(({ at }) => at <= this.#now);
    this.#alarms = this.#alarms.filter(({ at }) => at > this.#now);
    for (const { act } of due) act();
    await turn();
  }
  sleep(ms) {
    this.#wall += ms;
  }
}

const screen = (version, fields = {}) => ({
  version,
  server_time: `2026-11-21T09:00:${String(version).padStart(2, "0")}+07:00`,
  step: "form",
  person: { name: "Sri", number: "P-1" },
  exam: { title: "Lengkap", sections: [] },
  sitting_key: "s1",
  ...fields,
});
const receipt = { version: 9, code: "7F3A-21BC", at: "2026-11-21T09:41:07+07:00" };
const accepted = (fields = {}) => ({ ok: true, receipt, screen: null, ...fields });
const failed = { ok: false, error: { kind: "failed", code: "database", message: "Basis data tidak menjawab." } };
const refused = { ok: false, error: { kind: "refused", code: "time-is-over", message: "Waktu sudah habis." } };

async function pageLife({ store = memoryStore(), clock = new TurnedClock(), page_id = "page-1", is_signed_in = true } = {}) {
  const transport = new ScriptedTransport();
  const refusals = [];
  let count = 0;
  const link = new Link({
    transport,
    store,
    clock,
    page_id,
    newId: () => `${page_id}-command-${++count}`,
    changed: () => undefined,
    refused: (refusal) => refusals.push(refusal),
  });
  await link.start();
  if (is_signed_in) {
    transport.connect();
    transport.push("screen", screen(1));
    await turn();
  }
  return { link, transport, clock, store, refusals };
}

const answer = (position, choice) => ({ section: 2, position, response: { choice }, shown_ms: 900 });

test("a command is written down before it is sent", async () => {
  const events = [];
  const store = memoryStore();
  const put = store.put;
  store.put = async (entry) => {
    await put(entry);
    events.push("kept");
  };
  const { link, transport } = await pageLife({ store });
  const request = transport.request.bind(transport);
  transport.request = (event, payload) => {
    events.push("sent");
    return request(event, payload);
  };
  void link.send("submit_response", answer(1, 0));
  await turn();
  assert.deepEqual(events, ["kept", "sent"]);
});

test("an answer carries its id and its age, and is forgotten on its receipt", async () => {
  const { link, transport, store } = await pageLife();
  const answered = link.send("submit_response", answer(1, 3));
  await turn();
  const sent = transport.take();
  assert.deepEqual(sent.payload, { ...answer(1, 3), command_id: "page-1-command-1", age_ms: 0 });
  assert.equal((await store.entries()).length, 1);
  sent.resolve(accepted());
  assert.equal((await answered).ok, true);
  assert.equal((await store.entries()).length, 0);
  assert.deepEqual(link.saving, { kind: "saved", at: receipt.at });
});

test("only one command of a lane is on the wire", async () => {
  const { link, transport } = await pageLife();
  void link.send("submit_response", answer(1, 0));
  void link.send("submit_response", answer(2, 0));
  await turn();
  const first = transport.take();
  assert.equal(transport.take(), undefined);
  first.resolve(accepted());
  await turn();
  assert.equal(transport.take().payload.position, 2);
});

test("without an answer the same command goes out again, older by the wait", async () => {
  const { link, transport, clock } = await pageLife();
  void link.send("submit_response", answer(1, 0));
  await turn();
  const first = transport.take();
  await clock.forward(400);
  first.reject(new Error("No answer in time."));
  await turn();
  assert.equal(transport.take(), undefined);
  await clock.forward(1_000);
  const again = transport.take();
  assert.equal(again.payload.command_id, first.payload.command_id);
  assert.equal(again.payload.age_ms, 1_400);
});

test("a failure of the server keeps the command and sends it again", async () => {
  const { link, transport, clock, store } = await pageLife();
  void link.send("submit_response", answer(1, 0));
  await turn();
  transport.take().resolve(failed);
  await turn();
  assert.equal((await store.entries()).length, 1);
  await clock.forward(1_000);
  assert.equal(transport.take().payload.position, 1);
});

test("a refusal drops the command, is told, and brings the screen", async () => {
  const { link, transport, store, refusals } = await pageLife();
  const answered = link.send("submit_response", answer(1, 0));
  await turn();
  transport.take().resolve({ ...refused, screen: screen(4, { step: "receipt" }) });
  assert.equal((await answered).ok, false);
  assert.equal((await store.entries()).length, 0);
  assert.equal(refusals[0].message, "Waktu sudah habis.");
  assert.equal(link.screen.step, "receipt");
});

test("answers given without a connection go out in order when it is back, and are counted", async () => {
  const { link, transport } = await pageLife();
  transport.disconnect();
  for (const position of [1, 2, 3]) void link.send("submit_response", answer(position, 0));
  await turn();
  assert.equal(link.unsent, 3);
  assert.equal(transport.requests.length, 0);
  transport.connect();
  for (const position of [1, 2, 3]) {
    await turn();
    const sent = transport.take();
    assert.equal(sent.payload.position, position);
    sent.resolve(accepted());
  }
  await turn();
  assert.equal(link.connection.recovered.count, 3);
  assert.equal(link.unsent, 0);
});

test("a command whose answer was lost with the connection goes out at once on the next one", async () => {
  const { link, transport } = await pageLife();
  void link.send("submit_response", answer(1, 0));
  await turn();
  transport.disconnect();
  await turn();
  transport.connect();
  await turn();
  assert.equal(transport.take().payload.command_id, "page-1-command-1");
});

test("what a page life left is sent by the next one, but only for the same person and sitting", async () => {
  const store = memoryStore();
  const before = await pageLife({ store });
  before.transport.disconnect();
  void before.link.send("submit_response", answer(5, 1));
  await turn();

  const stranger = await pageLife({ store, page_id: "page-2", is_signed_in: false });
  stranger.transport.connect();
  stranger.transport.push("screen", screen(1, { person: { name: "Budi", number: "P-2" } }));
  await turn();
  assert.equal(stranger.transport.take(), undefined);
  assert.equal(stranger.link.unsent, 0);
  assert.equal((await store.entries()).length, 1);

  const other_sitting = await pageLife({ store, page_id: "page-3", is_signed_in: false });
  other_sitting.transport.connect();
  other_sitting.transport.push("screen", screen(1, { sitting_key: "s2" }));
  await turn();
  assert.equal(other_sitting.transport.take(), undefined);

  const owner = await pageLife({ store, page_id: "page-4" });
  const sent = owner.transport.take();
  assert.equal(sent.payload.command_id, "page-1-command-1");
  assert.deepEqual(sent.payload.response, { choice: 1 });
});

test("nothing is sent before the server has said who is here", async () => {
  const { link, transport } = await pageLife({ is_signed_in: false });
  transport.connect();
  await assert.rejects(link.send("submit_response", answer(1, 0)), /before the server said/);
});

test("the newest screen is kept, whichever way it came", async () => {
  const { link, transport } = await pageLife();
  transport.push("screen", screen(7));
  transport.push("screen", screen(6));
  assert.equal(link.screen.version, 7);
  void link.send("submit_response", answer(1, 0));
  await turn();
  transport.take().resolve(accepted({ screen: screen(8), paper: { section: 2, items: [] } }));
  await turn();
  assert.equal(link.screen.version, 8);
  assert.equal(link.papers.get(2).section, 2);
});

test("a screen of another person replaces the held one whatever its version", async () => {
  const { link, transport } = await pageLife();
  transport.push("screen", screen(30));
  transport.push("screen", screen(1, { person: { name: "Budi", number: "P-2" } }));
  assert.equal(link.screen.person.number, "P-2");
});

test("an answer replaced before it was sent ends without an acknowledgement", async () => {
  const { link, transport, store } = await pageLife();
  transport.disconnect();
  const first = link.send("submit_response", answer(1, 0));
  await turn();
  void link.send("submit_response", answer(1, 4));
  assert.equal(await first, null);
  await turn();
  const kept = await store.entries();
  assert.deepEqual(kept.map((entry) => entry.payload.response.choice), [4]);
});

test("a beat says how many answers wait, and two silent ones mean a new connection", async () => {
  const { transport, clock } = await pageLife();
  for (const silence of [1, 2]) {
    await clock.forward(silence === 1 ? 5_000 : 500);
    const beat = transport.takeBeat();
    assert.deepEqual(beat.payload, { unsent: 0 });
    beat.reject(new Error("No answer in time."));
    await turn();
    assert.equal(transport.restarts, silence === 2 ? 1 : 0);
  }
});

test("a beat that keeps naming a newer screen than the held one brings a new connection", async () => {
  const { transport, clock } = await pageLife();
  for (let beat = 0; beat < 2; beat += 1) {
    await clock.forward(5_000);
    transport.takeBeat().resolve({ server_time: "2026-11-21T09:10:00+07:00", screen_version: 12 });
    await turn();
  }
  assert.equal(transport.restarts, 1);
});

test("after a sleep of the computer the true time is fetched anew", async () => {
  const { transport, clock } = await pageLife();
  clock.sleep(1_200_000);
  await clock.forward(5_000);
  assert.equal(transport.restarts, 1);
});

test("when the store cannot write, the answer is still sent and never called kept", async () => {
  const store = memoryStore();
  store.put = async () => Promise.reject(new Error("The disk is full."));
  const { link, transport, clock } = await pageLife({ store });
  transport.disconnect();
  void link.send("submit_response", answer(1, 0));
  await turn();
  await clock.forward(20_000);
  assert.equal(link.saving.kind, "saving");
  await clock.forward(60_000);
  assert.equal(link.saving.kind, "failed");
  transport.connect();
  await turn();
  assert.equal(transport.take().payload.position, 1);
});

test("what was saved last is known from the screen, on this computer or another", async () => {
  const { link, transport } = await pageLife({ is_signed_in: false });
  transport.connect();
  transport.push("screen", screen(3, { saved: receipt }));
  assert.deepEqual(link.saving, { kind: "saved", at: receipt.at });
});

test("an acceptance without a receipt settles the command and claims nothing", async () => {
  const { link, transport } = await pageLife();
  const answered = link.send("submit_response", answer(1, 0));
  await turn();
  transport.take().resolve({ ok: true, screen: null });
  assert.equal((await answered).ok, true);
  assert.equal(link.waiting.length, 0);
  assert.deepEqual(link.saving, { kind: "none" });
});

test("the end of this place closes the connection and says why", async () => {
  const { link, transport } = await pageLife();
  transport.push("ended", { reason: "seat_changed", seat: "09" });
  assert.deepEqual(link.ended, { reason: "seat_changed", seat: "09" });
  assert.equal(transport.is_open, false);
});

test("a command id has the length and letters that the wire allows", () => {
  assert.match(newCommandId(), /^[A-Za-z0-9_-]{16,64}$/);
  assert.notEqual(newCommandId(), newCommandId());
});

test("an owner is a person in one sitting", () => {
  assert.equal(ownerOf(screen(1)), "P-1#s1");
  assert.equal(ownerOf(screen(1, { sitting_key: undefined })), "P-1#Lengkap");
});
