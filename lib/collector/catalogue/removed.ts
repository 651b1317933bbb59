import type { ComponentKind } from "../model/component";

/** A component that collectors do not have any more. */
export interface RemovedComponent {
  readonly kind: ComponentKind;
  readonly type: string;

  /** The first version of contrib without it; undefined where that is not known. */
  readonly since?: string;

  /** What does its work now, in words that end a sentence: `use the debug exporter`. */
  readonly instead?: string;
}

export const removedComponents: readonly RemovedComponent[] = [
  { kind: "exporter", type: "logging", since: "0.111.0", instead: "use the debug exporter" },
  { kind: "exporter", type: "jaeger", since: "0.86.0", instead: "use otlp_grpc: Jaeger takes OTLP" },
  { kind: "exporter", type: "loki", instead: "use otlp_http with Loki's address and /otlp" },
  {
    kind: "extension",
    type: "memory_ballast",
    since: "0.111.0",
    instead: "set GOMEMLIMIT in the collector's environment",
  },
];
