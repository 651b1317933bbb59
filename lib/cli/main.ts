#!/usr/bin/env node
import { type EndSignal, endSignals } from "./command";
import { Outlet } from "./outlet";
import { run } from "./run";
import { wholeWrites } from "./whole-writes";

const stdout = wholeWrites(process.stdout, 1);
const stderr = wholeWrites(process.stderr, 2);
let ended: EndSignal | undefined;

function onInterrupt(listener: (signal: EndSignal) => void): () => void {
  const listen = (signal: EndSignal) => {
    ended = signal;
    listener(signal);
  };
  for (const signal of signals) process.on(signal, listen);
  return () => {
    for (const signal of signals) process.off(signal, listen);
  };
}

const signals = Object.keys(endSignals) as EndSignal[];

run(process.argv.slice(2), {
  stdin: process.stdin,
  stdout,
  stderr,
  cwd: process.cwd(),
  env: process.env,
  now: () => new Date(),
  onInterrupt,
}).then(
  (code) => {
    // Not process.exit: it would cut off what a pipe has not taken yet.
    process.exitCode = code;
    // As if nobody had listened, so that a shell ends its script, too.
    if (ended !== undefined) process.kill(process.pid, ended);
  },
  (error: unknown) => {
    new Outlet(stderr).write(
      `sightline: internal error, please report it: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    process.exitCode = 70;
  },
);
