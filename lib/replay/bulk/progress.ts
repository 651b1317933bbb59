import type { DuckDBConnection } from "@duckdb/node-api";
import type { BulkProgress } from "./input";

const EVERY_MS = 250;

/** Reports the progress of scans while they run. */
export interface ProgressWatch {
  /** To be called when so many bytes of files were looked at, which counts for half of the work. */
  looked(bytes: number): void;
  /** To be called when a scan of so many bytes begins. */
  begin(bytes: number): void;
  stop(): void;
}

export function watchProgress(
  connection: DuckDBConnection,
  bytesTotal: number,
  onProgress: ((progress: BulkProgress) => void) | undefined,
): ProgressWatch {
  const started = performance.now();
  let looked = 0;
  let before = 0;
  let scanning = 0;
  let highest = 0;
  const tell = (bytesScanned: number): void => {
    highest = Math.max(highest, Math.min((looked + bytesScanned) / 2, bytesTotal));
    const seconds = (performance.now() - started) / 1000;
    const bytesPerSecond = seconds > 0 ? highest / seconds : 0;
    const secondsLeft = highest > 0 ? (bytesTotal - highest) / bytesPerSecond : undefined;
    onProgress?.({ bytesDone: highest, bytesTotal, bytesPerSecond, secondsLeft });
  };
  const timer = setInterval(() => {
    const { percentage } = connection.progress;
    tell(before + (percentage > 0 ? (percentage / 100) * scanning : 0));
  }, EVERY_MS);
  // The timer must not keep the process alive.
  timer.unref();
  return {
    looked(bytes) {
      looked += bytes;
      tell(before);
    },
    begin(bytes) {
      before += scanning;
      scanning = bytes;
      tell(before);
    },
    stop() {
      clearInterval(timer);
      tell(before + scanning);
    },
  };
}
