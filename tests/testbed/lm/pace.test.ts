import { expect, test } from "vitest";
import { Pace } from "../../../src/testbed/lm/pace.ts";
import { TestClock } from "./test-clock.ts";

function paceOf(start: number, most: number) {
  const clock = new TestClock();
  const stop = new AbortController();
  const pace = new Pace({ start, most }, clock, stop.signal);
  let entered = 0;
  const enter = () => pace.enter().then(() => entered++);
  return { clock, stop, pace, enter, entered: () => entered };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

test("no more requests than the limit are let in, and the next when one leaves", async () => {
  const { pace, enter, entered } = paceOf(2, 9);
  for (let request = 0; request < 5; request++) enter();
  await turn();
  expect(entered()).toBe(2);
  pace.other();
  await turn();
  expect(entered()).toBe(3);
});

// Each answer adds 1 / limit: 4 answers lead from 4 to 4.94 (1/4, 1/4.25, ...), the fifth past 5.
test("a round of answers widens by one, up to the most", async () => {
  const { pace, enter } = paceOf(4, 6);
  const round = async (count: number) => {
    for (let request = 0; request < count; request++) {
      enter();
      await turn();
      pace.answered();
    }
  };
  await round(4);
  expect(pace.width).toBe(4);
  await round(1);
  expect(pace.width).toBe(5);
  await round(100);
  expect(pace.width).toBe(6);
});

test("refusals of one round halve once, those of the next round again, down to one", async () => {
  const { clock, pace, enter } = paceOf(16, 100);
  for (let request = 0; request < 16; request++) enter();
  await turn();
  await clock.pass(50);
  for (let request = 0; request < 2; request++) pace.refused(0, 0);
  expect(pace.width).toBe(8);
  await clock.pass(50);
  pace.refused(50, 0);
  expect(pace.width).toBe(4);
  for (let request = 0; request < 4; request++) pace.refused(clock.now(), 0);
  expect(pace.width).toBe(1);
});

test("three refusals in a row hold all requests for the time that the server gave", async () => {
  const { clock, pace, enter, entered } = paceOf(10, 10);
  for (let request = 0; request < 4; request++) enter();
  await turn();
  pace.refused(0, 5000);
  pace.answered();
  pace.refused(0, 5000);
  pace.refused(0, 5000);
  expect(pace.isHeld).toBe(false);
  enter();
  await turn();
  expect(entered()).toBe(5);
  pace.refused(0, 5000);
  expect(pace.isHeld).toBe(true);
  enter();
  await clock.pass(4999);
  expect(entered()).toBe(5);
  await clock.pass(1);
  expect(entered()).toBe(6);
});

test("a stop lets go of all who wait", async () => {
  const { stop, enter, entered } = paceOf(1, 1);
  for (let request = 0; request < 5; request++) enter();
  await turn();
  stop.abort();
  await turn();
  expect(entered()).toBe(5);
});
