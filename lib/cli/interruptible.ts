import { setImmediate } from "node:timers/promises";
import { type Io, Interrupted } from "./command";

/**
 * Does work that would leave something behind if the process ended in the middle of it. Until it is done, a signal that asks the
 * process to end aborts the work instead.
 *
 * @throws Interrupted if it was aborted, after everything that the work removes is removed
 */
export async function interruptible<T>(io: Io, work: (aborted: AbortSignal) => Promise<T>): Promise<T> {
  const interrupted = new AbortController();
  const stop = io.onInterrupt((signal) => interrupted.abort(new Interrupted(signal)));
  try {
    return await work(interrupted.signal);
  } finally {
    // A signal that came while nothing else could run is delivered now.
    await setImmediate();
    stop();
    interrupted.signal.throwIfAborted();
  }
}
