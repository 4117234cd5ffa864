"use client";

import { usePathname, useRouter } from "next/navigation";

/** Goes to what a deed made, unless the person left for somewhere else while it was being done. */
export function useGoOn(): (href: string) => void {
  const router = useRouter();
  const askedAt = usePathname();
  return (href) => {
    if (window.location.pathname === askedAt) router.push(href);
  };
}
