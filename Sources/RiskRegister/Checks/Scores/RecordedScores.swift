extension ScoreKind {
    /// The kinds whose entries are checked one by one, the current score first.
    static let checked: [ScoreKind] = [.current, .initial, .target]
}

extension RiskRecord {
    /// What the record holds for one kind of score.
    func entry(_ kind: ScoreKind) -> ScoreEntry {
        switch kind {
        case .initial: initial
        case .current: current
        case .target: target
        }
    }
}

extension RiskState {
    /// Its scores are its own: a line of the framework that names a record is checked there.
    var hasOwnScores: Bool { principal?.ownRecord == nil }

    /// Controls are listed, in the record or in the framework.
    var hasControls: Bool {
        !(principal?.controls.isEmpty ?? true) || record.hasControls
    }
}
