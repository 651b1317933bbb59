import type { ResourceSet } from "../set";

/** Alarms on a project of CodeBuild. */
export const codebuild = {
  kind: "resource",
  of: "a project of AWS CodeBuild",
  dimensions: { ProjectName: "the project's name" },
  terraform: [
    {
      type: "aws_codebuild_project",
      dimensions: { ProjectName: { attribute: "name" } },
      settings: { timeout: { argument: "build_timeout", times: 60, default: 60 } },
    },
  ],
  settings: { timeout: { description: "How long a build may take, in seconds." } },
  alarms: {
    failures: {
      summary: "Most builds of {resource} fail.",
      impact: "Nothing can be delivered.",
      reason:
        "Single builds fail because of what they build. Half of at least three in an hour says that the project itself or what it needs is broken. AWS names no number.",
      source: "https://docs.aws.amazon.com/codebuild/latest/userguide/monitoring-metrics.html",
      watches: { kind: "rate", errors: { metric: "codebuild.failed" }, of: { metric: "codebuild.builds" }, minimum: 3 },
      period: "1h",
      periods: 1,
      missingData: "notBreaching",
      severities: { warning: { above: 50 } },
    },
    duration: {
      summary: "Builds of {resource} nearly take too long.",
      impact: "A little more and they are cut off.",
      reason:
        "Above 90 percent of its time limit a build is about to fail. It follows from the limit, which each project has.",
      source: "https://docs.aws.amazon.com/codebuild/latest/userguide/monitoring-metrics.html",
      watches: { kind: "value", metric: "codebuild.duration", statistic: "Maximum" },
      period: "5m",
      periods: 1,
      missingData: "notBreaching",
      severities: { warning: { above: { setting: "timeout", times: 0.9 } } },
    },
  },
} as const satisfies ResourceSet;
