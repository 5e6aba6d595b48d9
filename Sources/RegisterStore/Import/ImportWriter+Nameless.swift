import RiskRegister

/// Records without an id.
extension ImportWriter {
    /// The key of a record without an id: its identity, or that of the twin that it is.
    ///
    /// It is the one that was this very record, else one of its directorate, else one that is free.
    /// Where several share an identity the history has the last word on which is which.
    func id(of identity: String, _ row: Int64, _ record: RiskRecord) throws -> String {
        var (free, ofDirectorate): (String?, String?)
        for number in 1... {
            let id = NamelessIdentity.twin(number, of: identity)
            let known = try derived.risk(RiskKey(organisation: header.organisation, id: id))
            if number > 1, known != nil { needsRebuild = true }
            if let slot = slots[id] {
                // The very same record twice is one risk, as with an id.
                if slot.record == row { return id }
                continue
            }
            free = free ?? id
            guard let known else { break }
            if known.record == row { return id }
            let before = try derived.point(known.id, onOrBefore: header.asAt).map(derived.brief)
            if before?.directorate?.folded == record.directorate?.folded {
                ofDirectorate = ofDirectorate ?? id
            }
        }
        let id = ofDirectorate ?? free ?? identity
        if id != identity { needsRebuild = true }
        return id
    }

    /// A ruling names a record without an id by a key that no risk has any more: the risk that it is of is
    /// found when history is played.
    static func hasLostRuling(
        _ truth: Truth, _ derived: Derived, of organisation: String
    ) throws -> Bool {
        try truth.rulings.contains { ruling in
            let key = ruling.subject
            guard key.organisation == organisation, NamelessIdentity.isRawKey(key.id) else {
                return false
            }
            return try derived.risk(key) == nil
        }
    }
}
