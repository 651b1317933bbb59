import { fstatSync, writeSync } from "node:fs";
import { isatty } from "node:tty";
import { Writable } from "node:stream";

/**
 * A standard stream whose writes are whole: Node.js takes a file's or device's short write, which is the first sign of a full disk,
 * for a complete one. Terminals and pipes are as they are.
 */
export function wholeWrites(stream: NodeJS.WritableStream, descriptor: number): NodeJS.WritableStream {
  return isFileOrDevice(descriptor) ? new WholeWrites(descriptor) : stream;
}

function isFileOrDevice(descriptor: number): boolean {
  try {
    const stat = fstatSync(descriptor);
    return stat.isFile() || (stat.isCharacterDevice() && !isatty(descriptor));
  } catch {
    // A descriptor that cannot be looked at is left to Node.js.
    return false;
  }
}

class WholeWrites extends Writable {
  constructor(private readonly descriptor: number) {
    super({ decodeStrings: true });
  }

  override _write(data: Buffer, _encoding: string, done: (error?: Error) => void): void {
    try {
      for (let at = 0; at < data.length;) at += writeSync(this.descriptor, data, at);
    } catch (error) {
      done(error as Error);
      return;
    }
    done();
  }
}
