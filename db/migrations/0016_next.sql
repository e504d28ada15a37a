CREATE TABLE "analysis_decisions" (
	"org_id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"choices" jsonb NOT NULL,
	"own_activities" jsonb NOT NULL,
	CONSTRAINT "analysis_decisions_org_id_run_id_pk" PRIMARY KEY("org_id","run_id")
);
--> statement-breakpoint
ALTER TABLE "analysis_decisions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "analysis_decisions" ADD CONSTRAINT "analysis_decisions_run_fk" FOREIGN KEY ("org_id","run_id") REFERENCES "public"."analysis_runs"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "analysis_decisions_tenant" ON "analysis_decisions" AS PERMISSIVE FOR ALL TO "opportune_app" USING (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "analysis_decisions_system" ON "analysis_decisions" AS PERMISSIVE FOR ALL TO "opportune_system" USING (true) WITH CHECK (true);