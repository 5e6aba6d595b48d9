/// A body that decides, and who may decide for it.
package struct BodyDefinition: Hashable, Sendable {
    /// The id by which rulings may name it ("board").
    package var id: String
    /// Its name, as the moves decision asks for it ("Trust Board").
    package var name: String
    /// Who stands in for it when it cannot meet.
    package var deputies: [String]
    /// To whom it has delegated these decisions.
    package var delegates: [String]
    /// Who may act between its meetings.
    package var chairsAction: [String]

    /// A body.
    package init(
        id: String, name: String, deputies: [String] = [], delegates: [String] = [],
        chairsAction: [String] = []
    ) {
        self.id = id
        self.name = name
        self.deputies = deputies
        self.delegates = delegates
        self.chairsAction = chairsAction
    }

    /// A word names it: its id or its name.
    fileprivate func isNamed(_ word: String) -> Bool {
        word.folded == id.folded || word.folded == name.folded
    }
}

extension Rulebook {
    /// The body that a word names, by id or name.
    package func body(named word: String) -> BodyDefinition? {
        bodies.first { $0.isNamed(word) }
    }

    /// How a body that ruled stands to the one that was asked for.
    package func authority(of body: String, for needs: String) -> RulingAuthority {
        func isSame(_ word: String) -> Bool {
            word.folded == body.folded || self.body(named: body)?.isNamed(word) == true
        }
        if isSame(needs) { return .body }
        guard let asked = self.body(named: needs) else { return .other }
        if asked.isNamed(body) { return .body }
        if asked.deputies.contains(where: isSame) { return .deputy }
        if asked.delegates.contains(where: isSame) { return .delegate }
        return asked.chairsAction.contains(where: isSame) ? .chairsAction : .other
    }
}
