-- Which codes and pairs the coverage may have in vintage @code@.

CREATE TRIGGER coverage_label_@code@_@when@ BEFORE @event@ ON coverage
  @condition@
BEGIN
  SELECT RAISE (ABORT, '@cover@ is no cover code of this project')
   WHERE NEW.@cover@ NOT NULL
     AND NOT EXISTS (SELECT 1 FROM cover WHERE code = NEW.@cover@);

  SELECT RAISE (ABORT, '@use@ is no use code of this project')
   WHERE NEW.@use@ NOT NULL
     AND NOT EXISTS (SELECT 1 FROM use WHERE code = NEW.@use@);

  -- A nomenclature that says nothing of pairs allows them all.
  SELECT RAISE (ABORT, '@cover@ and @use@ are no pair allowed in @year@')
   WHERE NEW.@cover@ NOT NULL AND NEW.@use@ NOT NULL
     AND EXISTS (SELECT 1 FROM pair WHERE state = 'valid')
     AND NOT EXISTS (SELECT 1 FROM pair
                      WHERE cover = NEW.@cover@ AND use = NEW.@use@
                        AND (valid_from IS NULL OR valid_from <= @year@)
                        AND (valid_until IS NULL OR valid_until >= @year@));
END;
