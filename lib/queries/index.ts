/** One question, printed in every query language. */
export type { Ask, FieldOrder, LinesAsk, LogSource, Measure, NumbersAsk, Over, SignalAsk, SpansAsk } from "./ask";
