import { baseContract, defineContract, gte } from "sightline/contract";

/** Signs users in. */
export const auth = defineContract({
  name: "auth",
  extends: baseContract,
  fields: {
    "login.method": { type: "string", description: "How the user signs in.", values: ["password", "passkey", "sso"] },
    "login.failure": {
      type: "string",
      description: "Why it failed.",
      values: ["unknown_user", "wrong_password", "locked", "expired", "mfa_failed"],
    },
    "login.failures_in_a_row": {
      type: "integer",
      description: "Failures of this user since the last success.",
      unit: "Count",
    },
  },
  events: {
    login_succeeded: { level: "info", description: "A user signed in.", required: ["login.method", "user.id"] },
    login_failed: {
      level: "warn",
      description: "A sign-in was refused.",
      required: ["login.method", "login.failure"],
      optional: ["login.failures_in_a_row", "client.address"],
    },
    account_locked: {
      level: "warn",
      description: "An account was locked after too many failures.",
      required: ["user.id"],
    },
  },
  signals: {
    logins: { description: "Sign-ins, refused or not.", on: ["login_succeeded", "login_failed"], default: 0 },
    login_failures: {
      description: "Refused sign-ins, by reason.",
      on: "login_failed",
      dimensions: ["login.failure"],
      total: true,
    },
    repeated_login_failures: {
      description: "Refused sign-ins of users who failed at least four times in a row: guessing, or a broken client.",
      on: "login_failed",
      where: gte("login.failures_in_a_row", 4),
      default: 0,
    },
    accounts_locked: { description: "Accounts locked.", on: "account_locked", default: 0 },
  },
});
