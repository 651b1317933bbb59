import { auth as contract } from "../contracts/auth";
import type { Clock } from "./clock";
import { createServiceLog, type ServiceLog, type Trace } from "./journal";
import type { Random } from "./random";
import { answer, ordinaryCrash } from "./requests";

/** Failures in a row that lock an account. */
const lockedAfter = 10;

export type LoginFailure = "unknown_user" | "wrong_password" | "locked" | "expired" | "mfa_failed";

export interface Login {
  readonly method: "password" | "passkey" | "sso";
  readonly userId: string;

  /** Where the user comes from. */
  readonly address: string;

  /** Failures before this attempt. */
  readonly failuresBefore: number;

  /** @default - it succeeds */
  readonly failure?: LoginFailure | undefined;
}

export interface Auth {
  readonly log: ServiceLog;

  /** Returns the time of the response. */
  login(at: number, trace: Trace, random: Random, login: Login): number;
}

export function createAuth(clock: Clock): Auth {
  const log = createServiceLog(contract, clock, { version: "2026.9.4", hosts: ["ip-10-0-14-12", "ip-10-0-14-66"] });
  const request = { method: "POST", route: "/sessions" } as const;

  return {
    log,
    login(at, trace, random, { method, userId, address, failuresBefore, failure }) {
      const work = log.begin(at, trace, random);
      // Password hashes are slow to compute on purpose.
      const ended = at + random.logNormal(method === "password" ? 95 : 34, 0.3);
      const crash = ordinaryCrash(random);
      if (crash !== undefined) {
        answer(work, request, at, ended, { crash });
        return ended;
      }
      if (failure === undefined) {
        work.write(ended - 1, "login_succeeded", `signed in by ${method}`, { login: { method }, user: { id: userId } });
        answer(work, { ...request, userId }, at, ended, { status: 201 });
        return ended;
      }
      const failures_in_a_row = failuresBefore + 1;
      work.write(ended - 1, "login_failed", `sign-in refused: ${failure}`, {
        login: { method, failure, failures_in_a_row },
        client: { address },
      });
      if (failures_in_a_row === lockedAfter) {
        work.write(ended - 1, "account_locked", `account locked after ${lockedAfter} failures`, {
          user: { id: userId },
        });
      }
      answer(work, request, at, ended, { status: failure === "locked" ? 423 : 401, errorType: failure });
      return ended;
    },
  };
}
