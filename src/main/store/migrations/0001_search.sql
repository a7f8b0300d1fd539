-- Full-text search over what panels show and the words they were cut from.
-- The text itself stays in `panel`; the index points at it by `row`, which VACUUM keeps.
CREATE VIRTUAL TABLE panel_search USING fts5(
	what,
	source_text,
	content = 'panel',
	content_rowid = 'row',
	tokenize = "unicode61 remove_diacritics 2"
);
--> statement-breakpoint
CREATE TRIGGER panel_search_insert AFTER INSERT ON panel BEGIN
	INSERT INTO panel_search (rowid, what, source_text) VALUES (new.row, new.what, new.source_text);
END;
--> statement-breakpoint
CREATE TRIGGER panel_search_delete AFTER DELETE ON panel BEGIN
	INSERT INTO panel_search (panel_search, rowid, what, source_text) VALUES ('delete', old.row, old.what, old.source_text);
END;
--> statement-breakpoint
CREATE TRIGGER panel_search_update AFTER UPDATE OF what, source_text ON panel
WHEN old.what IS NOT new.what OR old.source_text IS NOT new.source_text BEGIN
	INSERT INTO panel_search (panel_search, rowid, what, source_text) VALUES ('delete', old.row, old.what, old.source_text);
	INSERT INTO panel_search (rowid, what, source_text) VALUES (new.row, new.what, new.source_text);
END;
