import { line } from "../../../base";
import type { Change, ChangeKind } from "../prepare/change";

/** What was changed in a sentence, with what was not proved because of it. */
export function changeText({ kind, about, detail = "" }: Change): string {
  return sentences[kind](about, detail);
}

const sentences: Readonly<Record<ChangeKind, (about: string, detail: string) => string>> = {
  "exporter-to-file": (about) =>
    line`exporter ${about} writes files: its address, login, queue, retries and own settings were not proved`,
  "receiver-to-loopback": (about) =>
    line`receiver ${about} listens on loopback, over HTTP: its addresses, TLS and login were not proved`,
  "receiver-stood-in": (about) => line`receiver ${about} is an OTLP receiver: what it makes itself was not proved`,
  "receiver-reads-given-file": (about) =>
    line`receiver ${about} reads the scenario's file from its beginning: its paths were not proved`,
  "pipeline-removed": (about) => line`pipeline ${about} is not there: nothing can be sent to it`,
  "extension-removed": (about) => line`extension ${about} is not there`,
  "processor-needs-network": (about) => line`processor ${about} is not there: it asks a network`,
  "detectors-removed": (about, detail) =>
    line`processor ${about} is without the detectors ${detail}: they ask a network`,
  "wait-shortened": (about, detail) => line`${about} waits 1s; written is ${detail} (--real-waits leaves it)`,
  "filter-split": (about) =>
    line`processor ${about} is a chain of filters with one condition each: it drops the same, and counts each`,
  "telemetry-moved": (about) =>
    line`${about} gives metrics on loopback, and logs to stderr: where else they go was not proved`,
  "storage-removed": (about) => line`processor ${about} keeps traces in memory: its storage was not proved`,
  "variable-stood-in": (about, detail) =>
    line`environment variable ${about} has no value: ${detail} stood for it (env in the scenario gives it one)`,
  "tiers-joined": (about) =>
    line`exporter ${about} hands on to the sampler in the same collector: that all spans of a trace find one task was not proved`,
  "source-stood-in": (about, detail) => line`${about} is read from elsewhere: ${detail} stood for it`,
};
