import type { Outlet } from "./outlet";

/** Shows on stderr how far a long run is, if that is a terminal. */
export interface Progress {
  /** @param done bytes so far */
  update(done: number): void;
  /** Removes the line. */
  end(): void;
}

/** Short runs show no progress. */
const QUIET = 2000;
const INTERVAL = 500;

export function progress(stream: Pick<Outlet, "isTTY" | "status">, total: number, now = Date.now): Progress {
  const started = now();
  let said = started + QUIET - INTERVAL;
  let isShown = false;
  return {
    update(done) {
      const at = now();
      if (!stream.isTTY || at - said < INTERVAL) return;
      said = at;
      isShown = true;
      stream.status(progressText(done, total, at - started));
    },
    end() {
      if (isShown) stream.status();
    },
  };
}

/** `1.2 of 9.8 GB, 310 MB/s, 28 s left`. */
function progressText(done: number, total: number, milliseconds: number): string {
  const rate = done / (milliseconds / 1000);
  const left = total > done && rate > 0 ? `, ${seconds((total - done) / rate)} left` : "";
  const of = total > 0 ? ` of ${size(total)}` : "";
  return `${size(done)}${of}, ${size(rate)}/s${left}`;
}

/** `1.2 GB`. */
export function size(bytes: number): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  const step = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
  const value = bytes / 1000 ** step;
  return `${value.toFixed(step === 0 || value >= 100 ? 0 : 1)} ${units[step] ?? ""}`;
}

function seconds(left: number): string {
  if (left < 90) return `${Math.ceil(left)} s`;
  return left < 5400 ? `${Math.ceil(left / 60)} min` : `${(left / 3600).toFixed(1)} h`;
}
