CREATE TABLE `edit` (
	`number` integer PRIMARY KEY NOT NULL,
	`label` text NOT NULL,
	`state` text DEFAULT 'done' NOT NULL,
	`made_at` integer NOT NULL,
	CONSTRAINT "edit_state_known" CHECK("edit"."state" in ('done', 'undone', 'overtaken'))
) STRICT;
--> statement-breakpoint
CREATE INDEX `edit_state` ON `edit` (`state`,`number`);--> statement-breakpoint
CREATE TABLE `edit_change` (
	`edit` integer NOT NULL,
	`position` integer NOT NULL,
	`table_name` text NOT NULL,
	`row_key` text NOT NULL,
	`before` text,
	`after` text,
	PRIMARY KEY(`edit`, `position`),
	FOREIGN KEY (`edit`) REFERENCES `edit`(`number`) ON UPDATE no action ON DELETE cascade,
	CONSTRAINT "edit_change_something" CHECK("edit_change"."before" is not null or "edit_change"."after" is not null),
	CONSTRAINT "edit_change_json" CHECK(json_valid("edit_change"."row_key") and json_valid(coalesce("edit_change"."before", '{}')) and json_valid(coalesce("edit_change"."after", '{}')))
) STRICT;
--> statement-breakpoint
CREATE TABLE `layout_lock` (
	`id` text PRIMARY KEY NOT NULL,
	`order_key` text NOT NULL,
	`kind` text NOT NULL,
	`body` text NOT NULL,
	`made_at` integer NOT NULL,
	CONSTRAINT "layout_lock_kind" CHECK("layout_lock"."kind" in ('page', 'break', 'alone', 'swap', 'inset'))
) STRICT;
--> statement-breakpoint
CREATE TABLE `lettering_lock` (
	`id` text PRIMARY KEY NOT NULL,
	`lettering_id` text NOT NULL,
	`panel_id` text NOT NULL,
	`words` text NOT NULL,
	`language` text,
	`at_x` real,
	`at_y` real,
	`lines` integer,
	`tail_x` real,
	`tail_y` real,
	`no_tail` integer DEFAULT false NOT NULL,
	`made_at` integer NOT NULL,
	FOREIGN KEY (`panel_id`) REFERENCES `panel`(`id`) ON UPDATE no action ON DELETE cascade,
	CONSTRAINT "lettering_lock_at" CHECK(("lettering_lock"."at_x" is null) = ("lettering_lock"."at_y" is null)),
	CONSTRAINT "lettering_lock_tail" CHECK(("lettering_lock"."tail_x" is null) = ("lettering_lock"."tail_y" is null)),
	CONSTRAINT "lettering_lock_no_tail" CHECK("lettering_lock"."no_tail" = 0 or "lettering_lock"."tail_x" is null),
	CONSTRAINT "lettering_lock_lines" CHECK("lettering_lock"."lines" is null or "lettering_lock"."lines" between 1 and 99),
	CONSTRAINT "lettering_lock_something" CHECK("lettering_lock"."at_x" is not null or "lettering_lock"."lines" is not null or "lettering_lock"."tail_x" is not null or "lettering_lock"."no_tail" = 1)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `lettering_lock_line` ON `lettering_lock` (`lettering_id`) WHERE "lettering_lock"."language" is null;--> statement-breakpoint
CREATE UNIQUE INDEX `lettering_lock_language` ON `lettering_lock` (`lettering_id`,`language`) WHERE "lettering_lock"."language" is not null;--> statement-breakpoint
CREATE INDEX `lettering_lock_panel` ON `lettering_lock` (`panel_id`);--> statement-breakpoint
PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_book` (
	`id` integer PRIMARY KEY NOT NULL,
	`title` text NOT NULL,
	`author` text DEFAULT '' NOT NULL,
	`language` text NOT NULL,
	`page_format` text NOT NULL,
	`reading_direction` text NOT NULL,
	`words_per_panel` integer DEFAULT 90 NOT NULL,
	`note_headings` text NOT NULL,
	`budget_usd` real,
	`day_budget_usd` real,
	`house_style` text,
	`dial` real,
	`page_count` integer,
	`page_multiple` integer,
	`created_at` integer NOT NULL,
	CONSTRAINT "book_single" CHECK("__new_book"."id" = 1),
	CONSTRAINT "book_direction" CHECK("__new_book"."reading_direction" in ('ltr', 'rtl', 'vertical')),
	CONSTRAINT "book_density" CHECK("__new_book"."words_per_panel" between 40 and 240),
	CONSTRAINT "book_dial" CHECK("__new_book"."dial" is null or "__new_book"."dial" between 0 and 1),
	CONSTRAINT "book_pages" CHECK(("__new_book"."page_count" is null or "__new_book"."page_multiple" is null) and coalesce("__new_book"."page_count", "__new_book"."page_multiple", 1) >= 1)
) STRICT;
--> statement-breakpoint
INSERT INTO `__new_book`("id", "title", "author", "language", "page_format", "reading_direction", "words_per_panel", "note_headings", "budget_usd", "day_budget_usd", "created_at") SELECT "id", "title", "author", "language", "page_format", "reading_direction", "words_per_panel", "note_headings", "budget_usd", "day_budget_usd", "created_at" FROM `book`;--> statement-breakpoint
DROP TABLE `book`;--> statement-breakpoint
ALTER TABLE `__new_book` RENAME TO `book`;--> statement-breakpoint
PRAGMA foreign_keys=ON;