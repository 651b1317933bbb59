import { collector, type MetricCollector, type BucketOptions, type CompleteFilter } from "../metrics";

import { plainLines, router, type ServiceRoute, timeReader, type TimeOptions } from "../../records";

export interface BesideOptions extends BucketOptions {
  readonly filters: readonly CompleteFilter[];
  readonly logGroups: readonly string[];
  readonly services: readonly ServiceRoute[];
  readonly timeFields: readonly string[] | undefined;
  readonly time: TimeOptions | undefined;
}

/** Evaluates lines one by one, with `collector`. */
export interface RecordsBeside {
  /** @param logGroup the line's log group, where its file decides it */
  add(line: string, logGroup: string | undefined, times?: number): void;
  end: MetricCollector["end"];
}

export function recordsBeside(options: BesideOptions): RecordsBeside {
  const route = router({ logGroups: options.logGroups, rules: [], services: options.services });
  const collecting = collector({ ...options, route });
  let read: { readonly text: string; readonly at: number | undefined } | undefined;
  const decode = plainLines(
    {
      record: (text, at) => {
        read = { text, at };
      },
      problem: ignore,
      blank: ignore,
    },
    timeReader(options.time),
    false,
    options.timeFields,
  );
  const taken = (): typeof read => read;
  return {
    add(line, logGroup, times = 1) {
      const bytes = Buffer.from(line);
      read = undefined;
      decode(bytes, 0, bytes.length, 0);
      const record = taken();
      if (record === undefined) return;
      const records = [{ ...record, logGroup, source: "", line: 0 }];
      for (let i = 0; i < times; i++) collecting.add(records);
    },
    end: () => collecting.end(),
  };
}

function ignore(): void {
  // Lines that are not records are counted where the files are read.
}
