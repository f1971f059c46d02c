CREATE TABLE "push_receipts" (
	"notice_id" uuid NOT NULL,
	"device_id" uuid NOT NULL,
	CONSTRAINT "push_receipts_notice_id_device_id_pk" PRIMARY KEY("notice_id","device_id")
);
--> statement-breakpoint
ALTER TABLE "moves" DROP CONSTRAINT "moves_kind";--> statement-breakpoint
ALTER TABLE "caddies" ADD COLUMN "called_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "moves" ADD COLUMN "nth" bigint NOT NULL GENERATED ALWAYS AS IDENTITY (sequence name "moves_nth_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1);--> statement-breakpoint
ALTER TABLE "turns" ADD COLUMN "group_id" uuid;--> statement-breakpoint
ALTER TABLE "turns" ADD COLUMN "requested" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "turns" ADD COLUMN "requested_by" text;--> statement-breakpoint
ALTER TABLE "turns" ADD COLUMN "expected_back_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "push_receipts" ADD CONSTRAINT "push_receipts_notice_id_notifications_id_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."notifications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "push_receipts" ADD CONSTRAINT "push_receipts_device_id_push_subscriptions_id_fk" FOREIGN KEY ("device_id") REFERENCES "public"."push_subscriptions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "moves_order" ON "moves" USING btree ("organization_id","nth");--> statement-breakpoint
CREATE INDEX "turns_group" ON "turns" USING btree ("group_id") WHERE "turns"."group_id" is not null;--> statement-breakpoint
ALTER TABLE "caddies" ADD CONSTRAINT "caddies_called" CHECK ("caddies"."called_at" is null or "caddies"."status" = 'Disponible');--> statement-breakpoint
ALTER TABLE "moves" ADD CONSTRAINT "moves_kind" CHECK ("moves"."kind" in ('added', 'status', 'position', 'list', 'edited', 'removed', 'undone', 'turn', 'order', 'late', 'called', 'skipped', 'no_show'));