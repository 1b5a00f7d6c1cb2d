import { expect, test, vi } from "vitest";
import { withStopSignal } from "../../src/cli/stop-signal.ts";

const exit = () =>
  vi.spyOn(process, "exit").mockImplementation((code) => {
    throw new Error(`exit ${code}`);
  });

test("the first signal aborts, the second ends the process", async () => {
  const ends = exit();
  const done = await withStopSignal(async (signal) => {
    expect(signal.aborted).toBe(false);
    process.emit("SIGINT");
    expect(signal.aborted).toBe(true);
    expect(() => process.emit("SIGTERM", "SIGTERM")).toThrow("exit 143");
    return "done";
  });
  expect(done).toBe("done");
  ends.mockRestore();
});

test("listeners that were there before hear nothing meanwhile, and are back after a failure", async () => {
  const heard = vi.fn();
  process.on("SIGINT", heard);
  const failing = withStopSignal(async () => {
    process.emit("SIGINT");
    throw new Error("no");
  });
  await expect(failing).rejects.toThrow("no");
  expect(heard).not.toHaveBeenCalled();
  process.emit("SIGINT");
  expect(heard).toHaveBeenCalledOnce();
  process.off("SIGINT", heard);
});
