import { useTranslations } from "next-intl";
import { assignableRoles } from "@/lib/orgs/schema";

export function RoleOptions() {
  const t = useTranslations("members.roles");
  return assignableRoles.map((role) => (
    <option key={role} value={role}>
      {t(role)}
    </option>
  ));
}
