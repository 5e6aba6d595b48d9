/// Changes without a move: the review, the directorate, the owner.
extension Comparison {
    /// Another review date, directorate or owner of a risk that was open and is.
    func quietChanges() -> [Change] {
        guard let was, was.status == .open, now.status == .open else { return [] }
        var found: [Change] = []
        if let from = was.record.reviewDue, let to = now.record.reviewDue,
            from.latest < to.latest, was.record.withoutReview == now.record.withoutReview
        {
            found.append(
                change(
                    .rolled, from.description, to.description,
                    "\(named): review date moved from \(from.inWords) to \(to.inWords), and nothing "
                        + "else changed"))
        }
        found += moves(was)
        let (old, new) = (was.record.owner?.trimmed ?? "", now.record.owner?.trimmed ?? "")
        if old.folded != new.folded {
            // Names stay out of sentences: board papers print them.
            let sentence =
                new.isEmpty
                ? "\(named) no longer names an owner"
                : old.isEmpty ? "\(named) now names an owner" : "\(named) has a new owner"
            found.append(
                change(.reowned, old.isEmpty ? nil : old, new.isEmpty ? nil : new, sentence))
        }
        return found
    }
}

extension RiskRecord {
    /// The record without what a click on "reviewed" moves, for seeing whether anything else changed.
    fileprivate var withoutReview: RiskRecord {
        var record = self
        record.reviewDue = nil
        record.lastReview = nil
        record.oddDates = []
        record.findings = []
        return record
    }
}
