"use client";

import { CrashView } from "@/components/shell/crash-view";

export default function ErrorBoundary({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return <CrashView error={error} onRetry={reset} />;
}
