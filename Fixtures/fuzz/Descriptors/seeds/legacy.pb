
ö
legacy.protolegacy google/protobuf/descriptor.proto"À
Defaults
d (:-infRd
f (:1.5Rf
n (:nanRn
i (:-7Ri"
l (:-9223372036854775808Rl"
u (:18446744073709551615Ru
b (:trueRb
s (	:a"b
Ã¼Rs
y	 (:\000\001\"\377\\xRy 
e
 (2.legacy.Level:TOPRe
x (:
4294967295Rx
z (:-2147483648Rz"…
Tree
id (	Rid%
leaf (
2.legacy.Tree.LeafRleaf+
branch (
2.legacy.Tree.BranchRbranch
plain (Rplain
Leaf
size (Rsize"
Branch
codes (BRcodes*dÈ*	è€€€€21
level.legacy.Treee (2.legacy.LevelRlevel"
Set*ÿÿÿÿ:"U
Member
name (	Rname27
member.legacy.Setþÿÿÿ (2.legacy.MemberRmember"
Hint
text (	Rtext"!
Hinted
a (	B	ƒµ
x„µRa*0
Level
LOWÿÿÿÿÿÿÿÿÿ
HIGH
TOP: 
note.legacy.Treed (	Rnote:/
more.legacy.Tree– (2.legacy.TreeRmore:A
hint.google.protobuf.FieldOptionsÐ† (
2.legacy.HintRhint