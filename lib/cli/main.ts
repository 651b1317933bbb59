#!/usr/bin/env node
import { run } from "./run";

// `| head` closes stdout early, which is not an error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(0);
});

run(process.argv.slice(2), {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  cwd: process.cwd(),
  env: process.env,
  now: () => new Date(),
}).then(
  (code) => {
    // Not process.exit: it would cut off what a pipe has not taken yet.
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(
      `sightline: internal error, please report it: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    process.exitCode = 70;
  },
);
