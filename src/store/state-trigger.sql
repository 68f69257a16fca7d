-- What other programs may write to vintage @code@: nothing unless it is open.

CREATE TRIGGER coverage_label_@code@_state BEFORE UPDATE ON coverage
  WHEN (SELECT operation FROM writer) IS NULL AND (0@changed@)
BEGIN
  SELECT RAISE (ABORT, '@year@ is closed or frozen, and only Millésime may correct it')
    FROM vintage WHERE code = '@code@' AND state <> 'open';
END;
