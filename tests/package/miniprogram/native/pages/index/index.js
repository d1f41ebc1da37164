// pages/index/index.js
const { init, Hall, policy, verifyReceipt, audit, GuanjiaError } = require('guanjia');
const { record, trusted, me, send } = require('../../host'); // 您自己的:从服务器取记录、把选票送到服务器 yours: ask your server

Page({
  data: { title: '', said: '' },

  async onLoad() {
    await init(); // 失败可再调用一次 may be called again if it fails
    this.hall = new Hall(await record());
    const [motion] = this.hall.standing(me.handle).motions; // 这一户现在可以做什么 what this household may do now
    this.motion = motion;
    this.setData({ title: motion.title.zh });
  },

  async vote() {
    try {
      const event = { kind: 'ballot', re: this.motion.leaf, choice: { option: this.motion.options[0].id } };
      const ballot = this.hall.sign(event, me.seed, this.hall.summary().now);
      wx.setStorageSync('pending', ballot.jws); // 有回执之前不删 kept until there is a receipt
      const receipt = await send(ballot.jws);
      const { index } = verifyReceipt(receipt, policy(trusted.origin, trusted.key)); // 离线核对 needs no network
      wx.setStorageSync('receipt', receipt);
      const { findings } = await audit(await record(), { onProgress: (done, size) => this.setData({ said: `${done}/${size}` }) });
      this.setData({ said: findings.length ? findings[0].zh : `已计入,编号 ${index}` });
    } catch (error) {
      this.setData({ said: error instanceof GuanjiaError ? error.zh : '没有送到,请再试一次' });
    }
  },

  onUnload() {
    this.hall.dispose(); // 小程序没有自动回收 nothing else frees it
  },
});
