import Link from "next/link";
import { buttonClass } from "@/components/ui/button-class";
import { EmptyState } from "@/components/ui/empty-state";
import { getTranslator } from "@/lib/messages/translator";
import { paths } from "@/lib/paths";

export default function NotFound() {
  const t = getTranslator("shell");
  return (
    <main className="grid min-h-dvh place-items-center">
      <EmptyState
        isPage
        title={t("trouble.notFound")}
        actions={
          <Link href={paths.home()} className={buttonClass()}>
            {t("trouble.toStart")}
          </Link>
        }
      >
        {t("trouble.notFoundNext")}
      </EmptyState>
    </main>
  );
}
