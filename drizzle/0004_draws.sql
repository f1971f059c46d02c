CREATE TABLE "absences" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"caddie_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date NOT NULL,
	"reason" text NOT NULL,
	"requested_by" uuid NOT NULL,
	"requested_at" timestamp (3) with time zone NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp (3) with time zone,
	"answer" text,
	"started_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"away_since" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "absences_kind" CHECK ("absences"."kind" in ('permission', 'sanction')),
	CONSTRAINT "absences_state" CHECK ("absences"."state" in ('requested', 'approved', 'refused', 'cancelled', 'over')),
	CONSTRAINT "absences_days" CHECK ("absences"."starts_on" <= "absences"."ends_on"),
	CONSTRAINT "absences_decided" CHECK ("absences"."state" = 'requested' or "absences"."decided_by" is not null)
);
--> statement-breakpoint
CREATE TABLE "draws" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"list_number" integer NOT NULL,
	"day" date NOT NULL,
	"number" integer NOT NULL,
	"state" text NOT NULL,
	"commitment" text NOT NULL,
	"seed" text NOT NULL,
	"participants" jsonb NOT NULL,
	"result" jsonb,
	"runs_at" timestamp (3) with time zone,
	"committed_at" timestamp (3) with time zone NOT NULL,
	"committed_by" uuid NOT NULL,
	"revealed_at" timestamp (3) with time zone,
	"revealed_by" uuid,
	"closed_at" timestamp (3) with time zone,
	"closed_by" uuid,
	"closed_reason" text,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "draws_state" CHECK ("draws"."state" in ('committed', 'revealed', 'cancelled', 'annulled', 'lapsed')),
	CONSTRAINT "draws_drawn" CHECK ("draws"."state" <> 'revealed' or "draws"."result" is not null),
	CONSTRAINT "draws_reason" CHECK ("draws"."state" not in ('cancelled', 'annulled') or "draws"."closed_reason" is not null)
);
--> statement-breakpoint
CREATE TABLE "list_orders" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"list_number" integer NOT NULL,
	"mode" text NOT NULL,
	"ranks" jsonb NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"by" uuid NOT NULL,
	"undone_at" timestamp (3) with time zone,
	CONSTRAINT "list_orders_mode" CHECK ("list_orders"."mode" in ('ascending', 'descending', 'draw', 'manual', 'restored'))
);
--> statement-breakpoint
ALTER TABLE "moves" DROP CONSTRAINT "moves_kind";--> statement-breakpoint
ALTER TABLE "absences" ADD CONSTRAINT "absences_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "absences" ADD CONSTRAINT "absences_caddie_id_caddies_id_fk" FOREIGN KEY ("caddie_id") REFERENCES "public"."caddies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "absences" ADD CONSTRAINT "absences_requested_by_users_id_fk" FOREIGN KEY ("requested_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "absences" ADD CONSTRAINT "absences_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "draws" ADD CONSTRAINT "draws_committed_by_users_id_fk" FOREIGN KEY ("committed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "draws" ADD CONSTRAINT "draws_revealed_by_users_id_fk" FOREIGN KEY ("revealed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "draws" ADD CONSTRAINT "draws_closed_by_users_id_fk" FOREIGN KEY ("closed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "draws" ADD CONSTRAINT "draws_list" FOREIGN KEY ("organization_id","list_number") REFERENCES "public"."lists"("organization_id","number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "list_orders" ADD CONSTRAINT "list_orders_by_users_id_fk" FOREIGN KEY ("by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "list_orders" ADD CONSTRAINT "list_orders_list" FOREIGN KEY ("organization_id","list_number") REFERENCES "public"."lists"("organization_id","number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "absences_caddie" ON "absences" USING btree ("caddie_id","starts_on");--> statement-breakpoint
CREATE INDEX "absences_organization" ON "absences" USING btree ("organization_id","starts_on","id");--> statement-breakpoint
CREATE INDEX "absences_due" ON "absences" USING btree ("starts_on") WHERE "absences"."state" = 'approved';--> statement-breakpoint
CREATE UNIQUE INDEX "draws_one_of_a_day" ON "draws" USING btree ("organization_id","list_number","day") WHERE "draws"."state" in ('committed', 'revealed');--> statement-breakpoint
CREATE UNIQUE INDEX "draws_number" ON "draws" USING btree ("organization_id","list_number","day","number");--> statement-breakpoint
CREATE INDEX "draws_latest" ON "draws" USING btree ("organization_id","list_number","committed_at");--> statement-breakpoint
CREATE INDEX "draws_due" ON "draws" USING btree ("runs_at") WHERE "draws"."state" = 'committed';--> statement-breakpoint
CREATE INDEX "list_orders_latest" ON "list_orders" USING btree ("organization_id","list_number","at");--> statement-breakpoint
ALTER TABLE "moves" ADD CONSTRAINT "moves_kind" CHECK ("moves"."kind" in ('added', 'status', 'position', 'list', 'edited', 'removed', 'undone', 'turn', 'order'));