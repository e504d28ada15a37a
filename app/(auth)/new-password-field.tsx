import { useTranslations } from "next-intl";
import { TextField } from "@/components/ui/field";

/** No maximum in the browser: it would cut a pasted password without a word. */
export function NewPasswordField({ label, error }: { label?: string; error?: string }) {
  const t = useTranslations("auth.newPassword");
  return (
    <TextField
      label={label ?? t("label")}
      hint={t("hint")}
      name="password"
      type="password"
      autoComplete="new-password"
      required
      minLength={12}
      error={error}
    />
  );
}
