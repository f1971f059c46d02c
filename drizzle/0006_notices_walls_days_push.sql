CREATE TABLE "announcement_reads" (
	"announcement_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"read_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "announcement_reads_announcement_id_user_id_pk" PRIMARY KEY("announcement_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "announcements" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"list_number" integer,
	"message" text NOT NULL,
	"type" text NOT NULL,
	"author_id" uuid NOT NULL,
	"audience" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone,
	"withdrawn_at" timestamp (3) with time zone,
	CONSTRAINT "announcements_type" CHECK ("announcements"."type" in ('info', 'warning', 'urgent')),
	CONSTRAINT "announcements_message" CHECK (length("announcements"."message") between 1 and 280)
);
--> statement-breakpoint
CREATE TABLE "closes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"day" date NOT NULL,
	"state" text NOT NULL,
	"opens_at" timestamp (3) with time zone NOT NULL,
	"closes_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone NOT NULL,
	"closed_by" uuid NOT NULL,
	"automatic" boolean NOT NULL,
	"report" jsonb NOT NULL,
	"trace" jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "closes_state" CHECK ("closes"."state" in ('closed', 'reopened')),
	CONSTRAINT "closes_order" CHECK ("closes"."closes_at" >= "closes"."opens_at")
);
--> statement-breakpoint
CREATE TABLE "day_stats" (
	"organization_id" uuid NOT NULL,
	"day" date NOT NULL,
	"caddie_id" uuid NOT NULL,
	"list_number" integer NOT NULL,
	"turns9" integer DEFAULT 0 NOT NULL,
	"turns18" integer DEFAULT 0 NOT NULL,
	"turns_other" integer DEFAULT 0 NOT NULL,
	"requested" integer DEFAULT 0 NOT NULL,
	"minutes_out" integer DEFAULT 0 NOT NULL,
	"minutes_waited" integer DEFAULT 0 NOT NULL,
	"late" integer DEFAULT 0 NOT NULL,
	"absent" integer DEFAULT 0 NOT NULL,
	"no_shows" integer DEFAULT 0 NOT NULL,
	"skips" integer DEFAULT 0 NOT NULL,
	"forgotten" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "day_stats_caddie_id_day_pk" PRIMARY KEY("caddie_id","day")
);
--> statement-breakpoint
CREATE TABLE "notice_defaults" (
	"organization_id" uuid PRIMARY KEY NOT NULL,
	"choices" jsonb NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notice_preferences" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"choices" jsonb NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notifications" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"data" jsonb NOT NULL,
	"once" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"read_at" timestamp (3) with time zone,
	"push_state" text DEFAULT 'none' NOT NULL,
	"push_tries" integer DEFAULT 0 NOT NULL,
	"push_after" timestamp (3) with time zone,
	CONSTRAINT "notifications_kind" CHECK ("notifications"."kind" in ('near', 'next', 'called', 'list_changed', 'turn_corrected', 'announcement')),
	CONSTRAINT "notifications_push_state" CHECK ("notifications"."push_state" in ('none', 'due', 'sent', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "push_keys" (
	"id" integer PRIMARY KEY NOT NULL,
	"public_key" text NOT NULL,
	"private_key" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "push_keys_one" CHECK ("push_keys"."id" = 1)
);
--> statement-breakpoint
CREATE TABLE "push_subscriptions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"session_id" uuid NOT NULL,
	"endpoint" text NOT NULL,
	"p256dh" text NOT NULL,
	"auth" text NOT NULL,
	"device" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"last_ok_at" timestamp (3) with time zone,
	"failures" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "roll_call_marks" (
	"roll_call_id" uuid NOT NULL,
	"caddie_id" uuid NOT NULL,
	"place" integer NOT NULL,
	"mark" text,
	"marked_at" timestamp (3) with time zone,
	"marked_by" uuid,
	"trace" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"made" integer,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "roll_call_marks_roll_call_id_caddie_id_pk" PRIMARY KEY("roll_call_id","caddie_id"),
	CONSTRAINT "roll_call_marks_mark" CHECK ("roll_call_marks"."mark" in ('present', 'late', 'absent', 'permission')),
	CONSTRAINT "roll_call_marks_marked" CHECK ("roll_call_marks"."mark" is null or "roll_call_marks"."marked_at" is not null)
);
--> statement-breakpoint
CREATE TABLE "roll_calls" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"list_number" integer NOT NULL,
	"day" date NOT NULL,
	"call_at" text,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"opened_by" uuid NOT NULL,
	"closed_at" timestamp (3) with time zone,
	"closed_by" uuid,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "walls" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"name" text NOT NULL,
	"lists" jsonb,
	"code_hash" text,
	"code_expires_at" timestamp (3) with time zone,
	"pass_version" integer DEFAULT 0 NOT NULL,
	"paired_at" timestamp (3) with time zone,
	"last_seen_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by" uuid NOT NULL,
	"revoked_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "moves" DROP CONSTRAINT "moves_kind";--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "close_at" text DEFAULT '20:00' NOT NULL;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "system" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "announcement_reads" ADD CONSTRAINT "announcement_reads_announcement_id_announcements_id_fk" FOREIGN KEY ("announcement_id") REFERENCES "public"."announcements"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "announcement_reads" ADD CONSTRAINT "announcement_reads_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "announcements" ADD CONSTRAINT "announcements_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "announcements" ADD CONSTRAINT "announcements_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "announcements" ADD CONSTRAINT "announcements_list" FOREIGN KEY ("organization_id","list_number") REFERENCES "public"."lists"("organization_id","number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "closes" ADD CONSTRAINT "closes_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "closes" ADD CONSTRAINT "closes_closed_by_users_id_fk" FOREIGN KEY ("closed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "day_stats" ADD CONSTRAINT "day_stats_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "day_stats" ADD CONSTRAINT "day_stats_caddie_id_caddies_id_fk" FOREIGN KEY ("caddie_id") REFERENCES "public"."caddies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_defaults" ADD CONSTRAINT "notice_defaults_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_preferences" ADD CONSTRAINT "notice_preferences_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_preferences" ADD CONSTRAINT "notice_preferences_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "push_subscriptions" ADD CONSTRAINT "push_subscriptions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "push_subscriptions" ADD CONSTRAINT "push_subscriptions_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roll_call_marks" ADD CONSTRAINT "roll_call_marks_roll_call_id_roll_calls_id_fk" FOREIGN KEY ("roll_call_id") REFERENCES "public"."roll_calls"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roll_call_marks" ADD CONSTRAINT "roll_call_marks_caddie_id_caddies_id_fk" FOREIGN KEY ("caddie_id") REFERENCES "public"."caddies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roll_call_marks" ADD CONSTRAINT "roll_call_marks_marked_by_users_id_fk" FOREIGN KEY ("marked_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roll_calls" ADD CONSTRAINT "roll_calls_opened_by_users_id_fk" FOREIGN KEY ("opened_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roll_calls" ADD CONSTRAINT "roll_calls_closed_by_users_id_fk" FOREIGN KEY ("closed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roll_calls" ADD CONSTRAINT "roll_calls_list" FOREIGN KEY ("organization_id","list_number") REFERENCES "public"."lists"("organization_id","number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "walls" ADD CONSTRAINT "walls_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "walls" ADD CONSTRAINT "walls_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "announcements_organization" ON "announcements" USING btree ("organization_id","created_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "closes_day" ON "closes" USING btree ("organization_id","day");--> statement-breakpoint
CREATE INDEX "day_stats_day" ON "day_stats" USING btree ("organization_id","day");--> statement-breakpoint
CREATE UNIQUE INDEX "notifications_once" ON "notifications" USING btree ("user_id","kind","once");--> statement-breakpoint
CREATE INDEX "notifications_user" ON "notifications" USING btree ("user_id","created_at","id");--> statement-breakpoint
CREATE INDEX "notifications_unread" ON "notifications" USING btree ("user_id") WHERE "notifications"."read_at" is null;--> statement-breakpoint
CREATE INDEX "notifications_due" ON "notifications" USING btree ("push_after") WHERE "notifications"."push_state" = 'due';--> statement-breakpoint
CREATE INDEX "notifications_created" ON "notifications" USING btree ("created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "push_subscriptions_endpoint" ON "push_subscriptions" USING btree ("endpoint");--> statement-breakpoint
CREATE INDEX "push_subscriptions_user" ON "push_subscriptions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "push_subscriptions_session" ON "push_subscriptions" USING btree ("session_id");--> statement-breakpoint
CREATE INDEX "roll_call_marks_caddie" ON "roll_call_marks" USING btree ("caddie_id","marked_at");--> statement-breakpoint
CREATE UNIQUE INDEX "roll_calls_one_open" ON "roll_calls" USING btree ("organization_id","list_number") WHERE "roll_calls"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "roll_calls_latest" ON "roll_calls" USING btree ("organization_id","list_number","opened_at");--> statement-breakpoint
CREATE UNIQUE INDEX "walls_code" ON "walls" USING btree ("code_hash");--> statement-breakpoint
CREATE INDEX "walls_organization" ON "walls" USING btree ("organization_id");--> statement-breakpoint
CREATE INDEX "moves_caddie_time" ON "moves" USING btree ("caddie_id","at");--> statement-breakpoint
CREATE INDEX "moves_organization" ON "moves" USING btree ("organization_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "users_one_system" ON "users" USING btree ("organization_id") WHERE "users"."system";--> statement-breakpoint
ALTER TABLE "moves" ADD CONSTRAINT "moves_kind" CHECK ("moves"."kind" in ('added', 'status', 'position', 'list', 'edited', 'removed', 'undone', 'turn', 'order', 'late'));