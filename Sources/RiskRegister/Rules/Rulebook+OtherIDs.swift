extension Rulebook {
    /// The rulebook, its registers knowing the ids that others have for registers of the same purpose.
    ///
    /// A trust that renames its list does not lose what its exports mark: HLRR, then CORP.
    package func naming(registersOf others: [Rulebook]) -> Rulebook {
        var named = self
        for place in registers.indices where registers[place].purpose != .other {
            let register = registers[place]
            let ids = others.compactMap { $0.register(for: register.purpose)?.id }
            // Another register of this rulebook that has the id is the one that is meant.
            named.registers[place].otherIDs = Set(ids).filter { self.register($0) == nil }.sorted()
        }
        return named
    }
}
