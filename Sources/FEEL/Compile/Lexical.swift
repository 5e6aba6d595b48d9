/// Where a name was found.
struct Resolution {
    /// Items of the enclosing filters, inner first, whose members go before the variable.
    var items: [Int] = []
    /// The variable's slot; nil when the name can only be a member of an item.
    var slot: Int?
}

/// The names of one function body, or of the expression itself, and their slots.
///
/// A function written in FEEL has a frame of its own; what it uses from outside is copied into
/// that frame when the function value is made.
final class Level {
    private enum Binding {
        case name(String, slot: Int)
        case filter(item: Int)
    }

    private let parent: Level?
    private var bindings: [Binding] = []
    private(set) var slotCount: Int
    private(set) var captures: [(outer: Int, inner: Int)] = []
    /// Slots that were looked up, so that unused work can be left out.
    private(set) var used: Set<Int> = []

    init(_ scope: Scope) {
        parent = nil
        slotCount = scope.count
        for (slot, entry) in scope.entries.enumerated() {
            bindings.append(.name(entry.name, slot: slot))
        }
    }

    init(inside parent: Level) {
        self.parent = parent
        slotCount = 0
    }

    /// Brings a name into scope and gives it a slot.
    func push(_ name: String) -> Int {
        let slot = newSlot()
        bindings.append(.name(name, slot: slot))
        return slot
    }

    /// Enters a filter, whose item's members are in scope by their bare names.
    func pushFilter() -> Int {
        let slot = newSlot()
        // An item's own member `item` goes before the item.
        bindings.append(.name("item", slot: slot))
        bindings.append(.filter(item: slot))
        return slot
    }

    /// Leaves the innermost scopes.
    func pop(_ count: Int) { bindings.removeLast(count) }

    private func newSlot() -> Int {
        slotCount += 1
        return slotCount - 1
    }

    /// Finds a name here or outside.
    func resolve(_ name: String) -> Resolution {
        var result = Resolution()
        for binding in bindings.reversed() {
            switch binding {
            case .name(let bound, let slot):
                guard sameText(bound, name) else { continue }
                used.insert(slot)
                result.slot = slot
                return result
            case .filter(let item):
                used.insert(item)
                result.items.append(item)
            }
        }
        guard let outer = parent?.resolve(name) else { return result }
        result.items += outer.items.map(capture)
        result.slot = outer.slot.map(capture)
        return result
    }

    private func capture(_ outer: Int) -> Int {
        if let known = captures.first(where: { $0.outer == outer }) { return known.inner }
        let inner = newSlot()
        captures.append((outer, inner))
        return inner
    }
}
